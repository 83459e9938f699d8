import os
os.environ['SAVEPOINT_TEST'] = '5'
print(os.environ['SAVEPOINT_TEST'], 'SAVEPOINT_TEST' in os.environ, os.getenv('SAVEPOINT_NONE', 'd'), os.environ.get('SAVEPOINT_NONE'), os.environ.pop('SAVEPOINT_TEST'))
try:
    os.environ['X'] = 5
except TypeError as e:
    print(e)
os.environ['SAVEPOINT_NONE']
