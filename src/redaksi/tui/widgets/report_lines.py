"""The lines of a report on many articles: the refused ones with every reason, and the ones that
went well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from redaksi.desk.bulk import BulkOutcome, BulkReport


def of(report: BulkReport) -> list[Content]:
    """The line of each article in `report`, the refused ones first, in the order of their
    headlines.
    """
    held, through = (sorted(part, key=_headline) for part in (report.refused, report.done))
    return [refused(one.headline, one.id, one.why) for one in held] + [
        done(one.headline) for one in through
    ]


def _headline(one: BulkOutcome) -> str:
    return one.headline.casefold()


def refused(headline: str, name: str, why: str) -> Content:
    """The lines of an article that was refused.

    Its `headline` comes first where it is known; below stand its `name` (an id or a path) and
    `why`.
    """
    return Content.assemble(
        (f"! {headline or name}", "bold"), "\n  ", f"{name} · " if headline else "", why
    )


def done(headline: str) -> Content:
    """The line of an article that went well."""
    return Content(f"✓ {headline}")
