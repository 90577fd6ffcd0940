"""The waivers of an article, and the findings of the copy desk that nobody waived. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from redaksi.domain.article import Article, Person, Waiver
from redaksi.domain.finding import Finding

Key = tuple[str, str, str, str]
"""The identity of a finding across edits: rule, field, id of the paragraph, words."""


def standing(article: Article, findings: Iterable[Finding]) -> list[Finding]:
    """Those of `findings`, which belong to `article`'s present text, that are not waived."""
    waived = {(one.rule, one.field, one.paragraph, one.text) for one in article.waivers}
    return [finding for finding in findings if _key(article, finding) not in waived]


def is_waived_missing(article: Article, field: str) -> bool:
    """Whether a finding was waived that says that `field` of `Finding` is missing."""
    return any(one.field == field and not one.text for one in article.waivers)


def waived(
    article: Article, findings: Sequence[Finding], reason: str, person: Person, at: datetime
) -> Article:
    """`article` with `findings`, which belong to its present text, waived for `reason`.

    Where all of them are already waived, `article` itself.
    """
    keys = dict.fromkeys(_key(article, finding) for finding in standing(article, findings))
    if not keys:
        return article
    new = tuple(
        Waiver(
            rule=rule,
            field=field,
            paragraph=paragraph,
            text=text,
            reason=reason,
            by=person.name,
            at=at,
        )
        for rule, field, paragraph, text in keys
    )
    return replace(article, waivers=(*article.waivers, *new))


def unwaived(article: Article, rule: str) -> Article:
    """`article` without the waivers of `rule`: the findings of that rule stand again."""
    return replace(article, waivers=tuple(one for one in article.waivers if one.rule != rule))


def _key(article: Article, finding: Finding) -> Key:
    item = finding.item if finding.field == "body" else None
    paragraph = "" if item is None else article.paragraph_ids[item]
    return finding.rule, finding.field, paragraph, finding.text
