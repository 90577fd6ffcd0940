"""`python -m tests.copydesk.store_prefilter` writes needed.json: what the patterns of Redaksi's own rules need.

To read that from a hundred patterns takes longer than to check an article. A pattern that is not in the file is read
when it is first searched for; a test tells that the file is out of date.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from redaksi import copydesk
from redaksi.copydesk import checks, load
from redaksi.copydesk.pattern_search import STORED, Search, fingerprint
from redaksi.copydesk.prefilter import needed

_parser: Any = import_module("re._parser")


def patterns() -> list[str]:
    """Every pattern that is searched for: those of the rules, and those of the checks."""
    searches = [one for module in vars(checks).values() for one in getattr(module, "__dict__", {}).values()]
    named = [one.pattern for one in searches if isinstance(one, Search)]
    return [*(rule.pattern for rule in load.own() if rule.pattern), *named]


def stored() -> bytes:
    """The content of needed.json."""
    told = {fingerprint(pattern): needed(_parser.parse(pattern)) for pattern in patterns()}
    lines = (f'"{key}": {msgspec.json.encode(one, order="sorted").decode()}' for key, one in sorted(told.items()))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


if __name__ == "__main__":
    (Path(copydesk.__file__).parent / STORED).write_bytes(stored())
