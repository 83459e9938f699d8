count = 0
def bump():
    global count, fresh
    count += 1
    fresh = "new"
bump(); bump(); print(count, fresh)
