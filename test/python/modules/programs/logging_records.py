import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(levelname)s:%(name)s:%(funcName)s:%(lineno)d:%(message)s')
log = logging.getLogger('app.db')
log.info('hello %s %d', 'x', 3)
log.debug('no')
def inside():
    log.error('in a function')
inside()
logging.getLogger('app').setLevel('ERROR')
log.info('hidden')
print(log.getEffectiveLevel(), log.parent, log, logging.getLevelName(20), logging.getLevelName('INFO'), log.isEnabledFor(40), logging.getLogger('app.db') is log)
logging.info('root')
logging.disable(logging.ERROR)
logging.error('off')
logging.disable(logging.NOTSET)
try:
    1 / 0
except ZeroDivisionError:
    log.error('failed')
log.setLevel('NOPE')
