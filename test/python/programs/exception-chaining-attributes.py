try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("v") from e
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__, e.args)
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("w")
except ValueError as e: print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("w") from None
except ValueError as e: print(repr(e.__cause__), e.__suppress_context__)
try: e
except NameError as n: print(n)
