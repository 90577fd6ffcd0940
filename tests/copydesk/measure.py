"""`python -m tests.copydesk.measure [FILE...]` prints the recall by group.

The program also prints every finding in the named files.
"""

import sys
from collections import Counter
from pathlib import Path

from redaksi.copydesk import engine, ruleset
from redaksi.importers import markdown, plain
from tests.copydesk import seeded


def recall() -> None:
    """Print the share of seeded errors found in each group, and the missed errors."""
    told: Counter[str] = Counter(seed.group for seed in seeded.seeds())
    missed = [seed for seed in seeded.seeds() if not seeded.caught(seed)]
    for group, count in told.items():
        found = count - sum(seed.group == group for seed in missed)
        print(f"{group:10} {found:3} of {count:3}  {found / count:.0%}")
    for seed in missed:
        print(f"missed: {seed.group} in {seed.article}: {seed.right} -> {seed.wrong}")


def findings(path: Path) -> None:
    """Print the findings in the file `path`; a file without front matter is plain text."""
    source = path.read_text("utf-8")
    text = (
        markdown.read(source, path.name) if markdown.recognises(source) else plain.read(source)
    ).text
    for one in engine.check(text, ruleset.standard()):
        around = text.body[one.item or 0] if one.field == "body" else text.headline
        print(
            f"{path.name} {one.severity} {one.rule} «{one.text}» | "
            f"{around[max(0, one.start - 40) : one.end + 40]}"
        )


if __name__ == "__main__":
    recall()
    for name in sys.argv[1:]:
        findings(Path(name))
