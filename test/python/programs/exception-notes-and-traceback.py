e = ValueError("x"); e.add_note("note 1"); e.add_note("note 2")
print(e.__notes__, e.__traceback__)
try: raise e
except ValueError as c: print(c is e, c.__traceback__ is not None, c.__traceback__.tb_lineno)
