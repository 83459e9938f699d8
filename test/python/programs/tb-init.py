class A:
    def __init__(self, x):
        self.x = x / 0
A(1)
