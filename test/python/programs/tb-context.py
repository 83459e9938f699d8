try:
    int("x")
except ValueError:
    {}["k"]
