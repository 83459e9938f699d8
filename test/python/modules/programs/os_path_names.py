import os
print(os.path.join('a', 'b', '/c', 'd'), os.path.splitext('a/b.tar.gz'), os.path.splitext('.bashrc'), os.path.basename('/x/y'), os.path.dirname('/x/y'), os.path.normpath('a//b/../c/.'), os.path.split('/a/b'), os.path.isabs('/a'), os.path.relpath('/a/b', '/a/c'), os.path.commonpath(['/a/b', '/a/c']), os.path.commonprefix(['abc', 'abd']), os.sep, os.linesep == '\n')
os.path.join(1)
