"""The checks that need code, by the name that a rule calls them; each in the module of its subject."""

from redaksi.copydesk.checks import completeness, dates, length
from redaksi.copydesk.checks.base import Check, Hit

__all__ = ["REGISTRY", "Check", "Hit"]

REGISTRY: dict[str, Check] = {
    "weekday": dates.weekday,
    "no-such-day": dates.no_such_day,
    "long-headline": length.long_headline,
    "long-sentence": length.long_sentence,
    "long-paragraph": length.long_paragraph,
    "missing-dateline": completeness.missing_dateline,
    "missing-byline": completeness.missing_byline,
    "missing-editor": completeness.missing_editor,
    "missing-credit": completeness.missing_credit,
    "doubled-paragraph": completeness.doubled_paragraph,
    "doubled-caption": completeness.doubled_caption,
}
