"""Records what pydantic 2 makes of every program: python3 test/python/pydantic/record.py

Each file of programs/ holds programs, each below a line `#: its title`. What a program printed, what it warned of and how
it failed goes to programs.json: {file: {title: {"stdout": ..., "log": ..., "error": null | {type, message}}}}.
Needs pydantic 2.13 and pydantic_settings 2.14.
"""
import contextlib
import io
import json
import os
import re
import sys
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))


def programs(path):
    with open(path, encoding="utf-8") as file:
        parts = re.split(r"^#: (.*)\n", file.read(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def masked(text):
    return re.sub(r":\d{6,}\.", ":0.", re.sub(r"0x[0-9a-f]{8,}", "0x...", text))


def record(code):
    out = io.StringIO()
    error = None
    told = []
    names = {"__name__": "__main__"}
    sys.modules["__main__"].__dict__.update({"__name__": "__main__"})
    environment = dict(os.environ)
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = lambda message, category, *rest: told.append(f"{category.__name__}: {message}")
        try:
            exec(compile(code, "Cell 1", "exec"), names)
        except Exception as raised:
            error = {"type": type(raised).__name__, "message": masked(str(raised))}
    os.environ.clear()
    os.environ.update(environment)
    return {"stdout": masked(out.getvalue()), "warnings": told, "error": error}


def main():
    folder = os.path.join(HERE, "programs")
    recorded = {}
    for name in sorted(os.listdir(folder)):
        recorded[name[:-3]] = {title: record(code) for title, code in programs(os.path.join(folder, name)).items()}
    with open(sys.argv[1] if len(sys.argv) > 1 else folder + ".json", "w", encoding="utf-8") as file:
        json.dump(recorded, file, ensure_ascii=False, indent=1)
        file.write("\n")
    print(sum(map(len, recorded.values())), "programs")


if __name__ == "__main__":
    main()
