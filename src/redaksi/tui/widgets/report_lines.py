"""The lines of a report on many articles: refused ones with their reasons, and the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from redaksi.desk.bulk import BulkOutcome, BulkReport


def of(report: BulkReport) -> list[Content]:
    """The lines of each article in `report`: refused ones first, then by headline."""
    held, through = (sorted(part, key=_headline) for part in (report.refused, report.done))
    return [refused(one.headline, one.id, one.why) for one in held] + [
        done(one.headline) for one in through
    ]


def _headline(one: BulkOutcome) -> str:
    return one.headline.casefold()


def refused(headline: str, name: str, why: str) -> Content:
    """The lines of a refused article.

    The `headline` comes first if it is known; `name` (an id or a path) and `why` follow.
    """
    return Content.assemble(
        (f"! {headline or name}", "bold"), "\n  ", f"{name} · " if headline else "", why
    )


def done(headline: str) -> Content:
    """The line of an article that was not refused."""
    return Content(f"✓ {headline}")
