from pathlib import PurePosixPath, PurePath
p = PurePosixPath('/a/b/c.tar.gz')
print(p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p / 'x', p.with_suffix('.zip'), repr(p.parent), p.relative_to('/a'), p.is_absolute(), [str(x) for x in p.parents], p.match('*.gz'), p.with_name('q'), PurePosixPath('a') / '../b', PurePosixPath('a//b/./c'), 'x' / PurePosixPath('y'), p.joinpath('d', 'e'), PurePosixPath('a') == PurePosixPath('a/'), PurePosixPath('a') < PurePosixPath('b'))
p.relative_to('/z')
