"""A finding of the copy desk, and its severity."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """The severity of a finding, the gravest first; `galat` and `etik` weigh the same.

    `etik` asks a person for a decision and is never fixed automatically.
    """

    GALAT = "galat"
    ETIK = "etik"
    PERINGATAN = "peringatan"
    SARAN = "saran"

    @property
    def weight(self) -> int:
        """A number that grows with the severity."""
        return _WEIGHTS[self]


_WEIGHTS = {Severity.GALAT: 3, Severity.ETIK: 3, Severity.PERINGATAN: 2, Severity.SARAN: 1}


class Scope(StrEnum):
    """The kind of place in an article; a rule lists the kinds that it reads.

    Text inside quotation marks is `quotation`.
    """

    HEADLINE = "headline"
    DECK = "deck"
    LEAD = "lead"
    BODY = "body"
    QUOTATION = "quotation"
    CAPTION = "caption"
    PARTICULARS = "particulars"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A place to which a rule objects: `text` stands at `start:end` (characters) of its field.

    `field` is a field of Text, `editor`, or one of a photo (`photos.caption`, `photos.credit`,
    `photos.alt`). `item` is the number from 0 of the item where the field has several (body, tags,
    photos), else None. In JSON its name is `paragraph`. `replacement` is the proposed text, or
    None where a person must decide. `safe` says whether the replacement may be applied without
    asking.
    """

    rule: str
    severity: Severity
    scope: Scope
    field: str
    item: int | None = msgspec.field(name="paragraph")
    start: int
    end: int
    text: str
    message: str
    replacement: str | None
    source: str
    safe: bool = False

    @property
    def mendable(self) -> bool:
        """Whether a person may have the replacement applied.

        There must be a replacement, and findings of ethics are never fixed automatically.
        """
        return self.replacement is not None and self.severity is not Severity.ETIK


def alike(findings: Iterable[Finding], chosen: Finding) -> list[Finding]:
    """Those of `findings` that are fixed together with `chosen`.

    They are of the same rule and outside quotation marks.
    """
    return [
        one
        for one in findings
        if one.rule == chosen.rule and one.mendable and one.scope is not Scope.QUOTATION
    ]
