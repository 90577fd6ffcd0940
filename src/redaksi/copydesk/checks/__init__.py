"""The checks that need code, by their names in rules, each in the module of its subject."""

from redaksi.copydesk.checks import (
    abbreviations,
    completeness,
    dates,
    endings,
    identities,
    innocence,
    length,
    lists,
    numbers,
    quotes,
    repeats,
)
from redaksi.copydesk.checks.base import Check, Hit

__all__ = ["REGISTRY", "Check", "Hit"]

REGISTRY: dict[str, Check] = {
    "weekday": dates.weekday,
    "no-such-day": dates.no_such_day,
    "comma-thousands": numbers.comma_thousands,
    "bare-thousands": numbers.bare_thousands,
    "small-figures": numbers.small_figures,
    "time-of-day": numbers.time_of_day,
    "time-zone": numbers.time_zone,
    "tag-comma": quotes.tag_comma,
    "tag-capital": quotes.tag_capital,
    "inner-blank": quotes.inner_blank,
    "unbalanced-marks": quotes.unbalanced_marks,
    "unbalanced-brackets": quotes.unbalanced_brackets,
    "doubled-grammar": repeats.doubled_grammar,
    "doubled-word": repeats.doubled_word,
    "figure-for-repeat": repeats.figure_for_repeat,
    "deed-told-as-fact": innocence.deed_told_as_fact,
    "unexplained-abbreviation": abbreviations.unexplained,
    "missing-stop": endings.missing_stop,
    "long-headline": length.long_headline,
    "shouted-headline": length.shouted_headline,
    "long-sentence": length.long_sentence,
    "long-paragraph": length.long_paragraph,
    "missing-dateline": completeness.missing_dateline,
    "missing-byline": completeness.missing_byline,
    "missing-editor": completeness.missing_editor,
    "missing-credit": completeness.missing_credit,
    "missing-alt": completeness.missing_alt,
    "doubled-paragraph": completeness.doubled_paragraph,
    "doubled-caption": completeness.doubled_caption,
    "serial-comma": lists.serial_comma,
    "guilt-before-verdict": innocence.guilt_before_verdict,
    "child-identified": identities.child_identified,
    "victim-identified": identities.victim_identified,
}
