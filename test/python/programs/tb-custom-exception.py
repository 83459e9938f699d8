class MyError(Exception):
    pass
class Outer:
    class InnerError(MyError): pass
raise Outer.InnerError("multi\nline")
