print(None, ..., Ellipsis, NotImplemented, None is None, None == False, type(None), type(...), bool(None), [None])
