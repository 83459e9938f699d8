"""Records what CPython 3.11 makes of every program: python3 test/python/record.py [FOLDER]

Each *.py in FOLDER (default: programs/ beside this file) is run by itself. What it printed and how it failed goes to
FOLDER.json: {name: {"stdout": ..., "traceback": null | text, "error": null | {type, message, line, column}}}.
Addresses are masked as 0x..., the file is called "Cell 1". `column` is there for a SyntaxError only: its offset.
"""
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LAST = re.compile(r"^([A-Za-z_][\w.]*)(?:: ([\s\S]*))?$")


def masked(text):
    return re.sub(r"0x[0-9a-f]{8,}", "0x...", text)


def syntax_offset(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        compile(source, "Cell 1", "exec")
    except SyntaxError as error:
        return error.offset
    return None


def record(path):
    run = subprocess.run(
        [sys.executable, "-X", "utf8", os.path.abspath(path)], capture_output=True, timeout=60, cwd=os.path.dirname(path)
    )
    stdout = masked(run.stdout.decode())
    if run.returncode == 0:
        return {"stdout": stdout, "traceback": None, "error": None}
    text = masked(run.stderr.decode().replace(os.path.abspath(path), "Cell 1"))
    # Where Python is installed is no part of the answer.
    text = text.replace(os.path.dirname(os.__file__), "/usr/lib/python3.11")
    # The message begins at the last line that is neither indented nor a continuation of one.
    lines = text.rstrip("\n").split("\n")
    at = max(i for i, line in enumerate(lines) if i == 0 or (lines[i - 1].startswith("  ") and not line.startswith("  ")))
    kind, message = LAST.match("\n".join(lines[at:])).groups()
    places = re.findall(r'^  File "Cell 1", line (\d+)', "\n".join(lines[:at]), re.M)
    offset = syntax_offset(path) if kind in ("SyntaxError", "IndentationError", "TabError") and len(places) == 1 else None
    error = {"type": kind.rpartition(".")[2], "message": message or "", "line": int(places[-1]) if places else None, "column": offset}
    return {"stdout": stdout, "traceback": text, "error": error}


def main():
    folder = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "programs"))
    names = sorted(name[:-3] for name in os.listdir(folder) if name.endswith(".py"))
    records = {name: record(os.path.join(folder, name + ".py")) for name in names}
    with open(folder + ".json", "w", encoding="utf-8") as file:
        json.dump(records, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write("\n")
    print(len(records), "programs")


if __name__ == "__main__":
    main()
