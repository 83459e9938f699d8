result = [value for value in range(10)] + [another for another in range(5)] + undefined_name + [more for more in range(2)]
