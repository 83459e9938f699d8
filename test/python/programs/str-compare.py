print("a" < "b", "a" < "B", "abc" < "abd", "é" > "z", "" < "a", "a" == "a", max("hello"), min("hello"), sorted("hello"), "😀" > "\uffff")
