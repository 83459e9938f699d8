import logging, sys
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter('%(levelname)s %(message)s'))
log = logging.getLogger('e')
log.addHandler(handler)
try:
    {}['missing']
except KeyError as e:
    log.warning('plain %r', e)
print(logging.Formatter('%(levelname)s').format(logging.LogRecord('n', 20, 'p', 1, 'm', (), None)), logging.makeLogRecord({'msg': 'made', 'levelname': 'X'}).getMessage())
logging.Formatter('%(nope)s').format(logging.LogRecord('n', 20, 'p', 1, 'm', (), None))
