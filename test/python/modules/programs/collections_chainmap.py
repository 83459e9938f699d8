from collections import ChainMap
settings = ChainMap({'color': 'red'}, {'color': 'blue', 'size': 1})
print(settings, settings['color'], settings['size'], sorted(settings), len(settings), settings.new_child({'c': 9}), settings.parents, dict(settings), 'size' in settings, settings.get('q', 0))
settings['new'] = 1
print(settings.maps, list(settings.items()))
del settings['size']
