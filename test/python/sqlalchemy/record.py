"""Records what SQLAlchemy makes of every program: python3 test/python/sqlalchemy/record.py [group...]

Each file of programs/ holds programs, each below a line `#: its title`; what stands above the first begins all of them.
What a program printed and warned of, the log of its engines (statements, parameters, BEGIN, SAVEPOINT, COMMIT) and how it
failed goes to programs/<group>.json: {title: {"stdout": ..., "log": [...], "warnings": [...],
"error": null | {type, message, line}}}. Lines count from the title on.
Needs SQLAlchemy 2.1, greenlet and aiosqlite.
"""
import contextlib
import gc
import io
import json
import logging
import os
import re
import sys
import types
import warnings

from sqlalchemy.orm import session as orm_session
from sqlalchemy.util import counter

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")
COMMENT = re.compile(r"^\[(?:generated|cached|no key|caching)[^\]]*\]")


class Lines(logging.Handler):
    """Keeps the messages of the engines' logger."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, entry):
        self.lines.append(masked(COMMENT.sub("[...]", entry.getMessage())))


def programs(path):
    """The part that all programs of a file begin with, and {title: code}."""
    with open(path, encoding="utf-8") as file:
        parts = re.split(r"^#: (.*)\n", file.read(), flags=re.M)
    return parts[0], dict(zip(parts[1::2], parts[2::2]))


def masked(text):
    return re.sub(r"0x[0-9a-f]{8,}", "0x...", text)


def place(raised, above):
    """The line of the program that was running when an error left it."""
    line, step = None, raised.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "Cell 1":
            line = step.tb_lineno - above
        step = step.tb_next
    return line


def record(prelude, code):
    out, error, told, log = io.StringIO(), None, [], Lines()
    logger = logging.getLogger("sqlalchemy.engine.Engine")
    logger.handlers, logger.propagate = [log], False
    logger.setLevel(logging.INFO)
    orm_session._new_sessionid = counter()
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("always")
        # What drivers leave behind is no concern of programs.
        warnings.simplefilter("ignore", ResourceWarning)
        warnings.filterwarnings("ignore", "coroutine 'Connection")
        warnings.showwarning = lambda message, category, *rest: told.append(masked(f"{category.__name__}: {message}"))
        try:
            exec(compile(prelude + code, "Cell 1", "exec", dont_inherit=True), module.__dict__)
        except Exception as raised:
            error = {"type": type(raised).__name__, "message": masked(str(raised)), "line": place(raised, prelude.count("\n"))}
        lines = list(log.lines)
        logger.handlers = []
        module.__dict__.clear()
        gc.collect()
    return {"stdout": masked(out.getvalue()), "log": lines, "warnings": told, "error": error}


def main():
    mine = sys.modules["__main__"]
    wanted = sys.argv[1:] or sorted(name[:-3] for name in os.listdir(FOLDER) if name.endswith(".py"))
    count = 0
    for group in wanted:
        prelude, found = programs(os.path.join(FOLDER, group + ".py"))
        recorded = {title: record(prelude, code) for title, code in found.items()}
        count += len(recorded)
        with open(os.path.join(FOLDER, group + ".json"), "w", encoding="utf-8") as file:
            json.dump(recorded, file, ensure_ascii=False, indent=1)
            file.write("\n")
    sys.modules["__main__"] = mine
    print(count, "programs")


if __name__ == "__main__":
    main()
