import datetime, decimal, enum
from dataclasses import dataclass
from typing import Annotated, Any, Dict, List, Optional, Set
from sqlalchemy.orm import *
from sqlalchemy import *
from sqlalchemy import event, exc
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import asyncpg
from _statements import show, hide

def attempt(work):
    """What work() gives, or the error it ends with, printed."""
    try:
        return work()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

def text_of(statement, dialect=None):
    return " ".join(str(statement.compile(dialect=dialect)).split())

def on_sqlite(statement):
    print(text_of(statement, sqlite.dialect()))

def on_postgresql(statement):
    print(text_of(statement, asyncpg.dialect()))
