"""Front matter in YAML, as Hugo and Jekyll read it."""

import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml


def front_matter(values: Mapping[str, Any]) -> str:
    """`values` in YAML between two lines of `---`; no other line of it is `---`."""
    # `safe_dump` takes no representers; the dumper below is the safe one with two of them.
    matter = yaml.dump(
        dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=sys.maxsize
    )
    return f"---\n{matter}---\n"


class _Dumper(yaml.SafeDumper):
    """A YAML dumper that quotes every string that is not a plain word.

    Hugo reads YAML 1.2, while PyYAML writes 1.1 and does not recognise all numbers of 1.2 (`1e3`).
    """

    def ignore_aliases(self, data: Any) -> bool:
        return True  # equal times (date, lastmod) are written out twice


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if text.isidentifier() else "'" if text.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _time(dumper: yaml.SafeDumper, at: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", at.isoformat("T", "seconds"))


_Dumper.add_representer(str, _string)
_Dumper.add_representer(datetime, _time)
