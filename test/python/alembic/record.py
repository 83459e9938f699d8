"""Records what Alembic makes of every program: python3 test/python/alembic/record.py

Each file of programs/ holds programs, each below a line `#: its title`; all begin with prelude.py. What a program printed
and how it failed goes to programs.json: {file: {title: {"stdout": ..., "error": null | {type, message}}}}.
Needs alembic 1.20 and SQLAlchemy 2.1. Notes keep revisions in memory, so `configured` and `text_of` are made here of a
folder for temporary files.
"""
import contextlib
import io
import json
import logging
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = """
from alembic import context
config = context.config
if context.is_offline_mode():
    context.configure(url='sqlite://', target_metadata=config.attributes['target_metadata'])
    with context.begin_transaction():
        context.run_migrations()
else:
    with config.attributes['connection'].connect() as connection:
        context.configure(connection=connection, target_metadata=config.attributes['target_metadata'])
        with context.begin_transaction():
            context.run_migrations()
"""


def configured(metadata, engine):
    import alembic.config
    folder = tempfile.mkdtemp()
    templates = os.path.join(os.path.dirname(alembic.__file__), "templates", "generic", "script.py.mako")
    os.mkdir(os.path.join(folder, "versions"))
    for name, text in (("env.py", ENVIRONMENT), ("script.py.mako", open(templates, encoding="utf-8").read())):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    config = alembic.config.Config(stdout=sys.stdout, output_buffer=sys.stdout)
    config.set_main_option("script_location", folder)
    config.attributes.update(target_metadata=metadata, connection=engine)
    return config


def text_of(script):
    with open(script.path, encoding="utf-8") as file:
        return re.sub("Create Date: .*", "Create Date: now", file.read())


def programs(path):
    with open(path, encoding="utf-8") as file:
        parts = re.split(r"^#: (.*)\n", file.read(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def masked(text):
    text = re.sub(r"0x[0-9a-f]{8,}", "0x...", re.sub(re.escape(tempfile.gettempdir()) + r"/tmp\w+", "migrations", text))
    text = re.sub(r"Dialect impl <alembic\.ddl\.(\w+)\..*?>", r"Dialect impl \1", text)
    return re.sub(r"Create Date: \d.*", "Create Date: now", text)


def record(prelude, code):
    out = io.StringIO()
    error = None
    for handler in list(logging.getLogger().handlers):
        logging.getLogger().removeHandler(handler)
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(prelude, "prelude", "exec"), names)
            names.update(configured=configured, text_of=text_of)
            exec(compile(code, "Cell 1", "exec"), names)
        except Exception as raised:
            error = {"type": type(raised).__name__, "message": masked(str(raised))}
    return {"stdout": masked(out.getvalue()), "error": error}


def main():
    import alembic.command  # Tells of its plugins when it is first imported: before the logs are shown.
    folder = os.path.join(HERE, "programs")
    with open(os.path.join(HERE, "prelude.py"), encoding="utf-8") as file:
        prelude = file.read()
    recorded = {}
    for name in sorted(os.listdir(folder)):
        recorded[name[:-3]] = {title: record(prelude, code) for title, code in programs(os.path.join(folder, name)).items()}
    with open(folder + ".json", "w", encoding="utf-8") as file:
        json.dump(recorded, file, ensure_ascii=False, indent=1)
        file.write("\n")
    print(sum(map(len, recorded.values())), "programs")


if __name__ == "__main__":
    main()
