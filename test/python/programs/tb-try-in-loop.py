for i in [2, 1, 0]:
    try:
        print(10 / i)
    except TypeError:
        print("never")
