from math import *
from itertools import *
from functools import *
from dataclasses import *
from contextlib import *
from enum import *
from typing import *
print(sqrt(4), list(chain([1])), partial.__name__, dataclass.__name__, suppress.__name__, Enum.__name__, Optional[int])
