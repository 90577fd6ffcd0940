"""Front matter in YAML, as Hugo and Jekyll read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml

_ENDLESS = (1 << 31) - 1
"""The width of a line; no line is broken."""


def front_matter(values: Mapping[str, Any]) -> str:
    """`values` in YAML between two lines of `---`; no other line of it is `---`."""
    matter = _dumped(values, _Fast)
    if "\\U" in matter:  # the fast dumper writes emoji as numbers, which nobody can read
        matter = _dumped(values, _Exact)
    return f"---\n{matter}---\n"


def _dumped(values: Mapping[str, Any], dumper: Any) -> str:
    # `safe_dump` takes no representers; these dumpers are the safe ones with two of them.
    made: str = yaml.dump(
        dict(values), Dumper=dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS
    )
    return made


class _Written:
    """What both dumpers have in common: every string that is not a plain word is quoted.

    Hugo reads YAML 1.2, while PyYAML writes 1.1 and does not recognise all numbers of 1.2 (`1e3`).
    """

    def ignore_aliases(self, data: Any) -> bool:
        return True  # equal times (date, lastmod) are written out twice


class _Exact(_Written, yaml.SafeDumper):
    """The dumper in Python."""


class _Fast(_Written, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The dumper in C, where PyYAML has it: five times as fast."""


def _string(dumper: Any, text: str) -> yaml.ScalarNode:
    style = None if text.isidentifier() else "'" if text.isprintable() else '"'
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node


def _time(dumper: Any, at: datetime) -> yaml.ScalarNode:
    node: yaml.ScalarNode = dumper.represent_scalar(
        "tag:yaml.org,2002:timestamp", at.isoformat("T", "seconds")
    )
    return node


for _dumper in (_Exact, _Fast):
    _dumper.add_representer(str, _string)
    _dumper.add_representer(datetime, _time)
