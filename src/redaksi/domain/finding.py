"""What the copy desk found, and how grave it is."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How grave a finding is, the gravest first; `etik` asks to be acknowledged and is never
    mended by a machine.
    """

    GALAT = "galat"
    ETIK = "etik"
    PERINGATAN = "peringatan"
    SARAN = "saran"

    @property
    def weight(self) -> int:
        """A number that is higher the graver it is."""
        return _WEIGHTS[self]


_WEIGHTS = {Severity.GALAT: 3, Severity.ETIK: 3, Severity.PERINGATAN: 2, Severity.SARAN: 1}


class Scope(StrEnum):
    """The kind of place: a rule says which of them it reads.

    What is inside quotation marks is `quotation`.
    """

    HEADLINE = "headline"
    DECK = "deck"
    LEAD = "lead"
    BODY = "body"
    QUOTATION = "quotation"
    CAPTION = "caption"
    PARTICULARS = "particulars"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One place that a rule objects to: `text` stands at `start:end` (characters) of its field.

    `field` is a field of Text, `photos.caption` or `photos.alt`; `paragraph` counts from 0 where
    the field has several items (body, tags, photos), else None. `replacement` is what to write
    instead, None where a person must decide. `safe`: the replacement may be written without
    asking.
    """

    rule: str
    severity: Severity
    scope: Scope
    field: str
    paragraph: int | None
    start: int
    end: int
    text: str
    message: str
    replacement: str | None
    source: str
    safe: bool = False

    @property
    def mendable(self) -> bool:
        """Whether a person may have the replacement written: there is one, and ethics are never
        mended by a machine.
        """
        return self.replacement is not None and self.severity is not Severity.ETIK


def alike(findings: Iterable[Finding], chosen: Finding) -> list[Finding]:
    """Those of `findings` that are mended in one go with `chosen`: of its rule, and never
    inside quotation marks.
    """
    return [
        one
        for one in findings
        if one.rule == chosen.rule and one.mendable and one.scope is not Scope.QUOTATION
    ]
