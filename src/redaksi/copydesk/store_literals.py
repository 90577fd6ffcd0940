"""Write literals.json: `python -m redaksi.copydesk.store_literals` (`make prefilter`).

The file holds the literals that the patterns of Redaksi's own rules need: computing them for a
hundred patterns takes longer than checking an article. The literals of a pattern that is missing
in the file are computed at its first search; a test reports an outdated file.
"""

from pathlib import Path

import msgspec

from redaksi.copydesk import checks, load, regex_tree
from redaksi.copydesk.pattern_search import STORED, PatternSearch, fingerprint
from redaksi.copydesk.prefilter import literals


def patterns() -> list[str]:
    """All patterns that are searched for: those of the rules, and those of the checks."""
    searches = [
        one for module in vars(checks).values() for one in getattr(module, "__dict__", {}).values()
    ]
    named = [one.pattern for one in searches if isinstance(one, PatternSearch)]
    return [*(rule.pattern for rule in load.own() if rule.pattern), *named]


def content() -> bytes:
    """The content of literals.json: a JSON object with a line for each pattern.

    The key is the pattern's fingerprint.
    """
    found = {fingerprint(pattern): literals(regex_tree.parse(pattern)) for pattern in patterns()}
    lines = (
        f'"{key}": {msgspec.json.encode(one, order="sorted").decode()}'
        for key, one in sorted(found.items())
    )
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


if __name__ == "__main__":
    Path(__file__).with_name(STORED).write_bytes(content())
