"""Regular expressions as trees, by the parser of `re` itself.

Another parser would not read every pattern as `re` does. The parser has no public name and no
types. `re._parser` and `re._constants` exist since Python 3.11; a Python without them is refused
here with one sentence.
"""

import sys
from importlib import import_module
from typing import Any


def _private(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        version = ".".join(map(str, sys.version_info[:2]))
        raise ImportError(
            f"Redaksi needs `{name}` of Python 3.11 to 3.14; Python {version} lacks it"
        ) from error


OPCODES: Any = _private("re._constants")
"""The operators of a tree: `LITERAL`, `BRANCH`, `MAX_REPEAT` ..."""
_parser: Any = _private("re._parser")


def parse(pattern: str) -> Any:
    """The tree of `pattern`: a sequence of pairs, an operator and its value.

    Raises:
        re.error: when `pattern` is no regular expression.
        OverflowError: when a number in `pattern` is too large.
        RecursionError: when the groups of `pattern` are nested too deeply.
    """
    return _parser.parse(pattern)
