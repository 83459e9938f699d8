for call in [lambda: 1 + "a", lambda: "a" + 1, lambda: [1] + 1, lambda: 1 < "a", lambda: None + 1, lambda: -"a", lambda: ~1.5, lambda: 5(), lambda: None.x, lambda: None[0], lambda: 5[0], lambda: 1 in 5, lambda: [] < 5, lambda: {} + {}, lambda: (1, 2) + [3], lambda: "a" - "b", lambda: [1] * "a", lambda: 2 ** "a", lambda: 1 << 1.5, lambda: 1 @ 2, lambda: {1} + {2}, lambda: "a" % 1, lambda: b"a" + "a", lambda: print.x, lambda: (lambda: 1).foo, lambda: [1, 2, 3][1.5], lambda: {}[[]], lambda: "a" in 5, lambda: "abc"[1.0], lambda: "abc"["a"], lambda: (1, 2)["a"], lambda: int.foo, lambda: [].foo, lambda: 1 // "a", lambda: 5 @ [1]]:
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
