"""Which findings of the copy desk stand in an article: those that nobody set aside. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from redaksi.domain.article import Article, Person, Waiver
from redaksi.domain.finding import Finding

Key = tuple[str, str, str, str]
"""What makes two findings the same one before and after an edit: rule, field, paragraph's id,
the words.
"""


def standing(article: Article, findings: Iterable[Finding]) -> list[Finding]:
    """Those of `findings`, made in `article`'s present text, that are not waived."""
    waived = {(one.rule, one.field, one.paragraph, one.text) for one in article.waivers}
    return [finding for finding in findings if _key(article, finding) not in waived]


def waived(
    article: Article, findings: Sequence[Finding], reason: str, person: Person, at: datetime
) -> Article:
    """`article` with `findings`, made in its present text, set aside for `reason`; as it was
    where all of them are.
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
    """`article` without the waivers of `rule`: what it finds stands again."""
    return replace(article, waivers=tuple(one for one in article.waivers if one.rule != rule))


def _key(article: Article, finding: Finding) -> Key:
    place = finding.paragraph if finding.field == "body" else None
    paragraph = "" if place is None else article.paragraph_ids[place]
    return finding.rule, finding.field, paragraph, finding.text
