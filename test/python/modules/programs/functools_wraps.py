from functools import wraps, update_wrapper
def logged(func):
    @wraps(func)
    def wrapper(*args, **kwargs):
        "wrapper's doc"
        print('call', func.__name__, args, kwargs)
        return func(*args, **kwargs)
    return wrapper
@logged
def hello(name: str, times=1) -> str:
    "greets"
    return f'hello {name}' * times
print(hello('ann', times=2), hello.__name__, hello.__doc__, hello.__annotations__, hello.__wrapped__('x'), hello.__qualname__)
