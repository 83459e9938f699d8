def t(x):
    print("t", x); return x
print(t(0) or t("a"), t(1) and t([]), not t(0), t(None) or t(0) or t(""), 1 if t(0) else 2, t(1) or t(2))
