"""Articles made of one example."""

from redaksi.copydesk.rule import Example, Rule
from redaksi.domain.article import Photo, Text
from redaksi.domain.finding import Scope

FILLER = "Warga membersihkan jalan."
"""A lead with nothing wrong in it."""


def example(rule: Rule, one: str | Example) -> Example:
    """`one` of `rule`'s examples, also where it is text alone."""
    return Example(text=one) if isinstance(one, str) else one


def article(rule: Rule, one: Example) -> Text:
    """An article with `one`'s text in the place that it or `rule` names."""
    place = one.at or rule.scopes[0]
    if place is Scope.HEADLINE and one.at is None and Scope.BODY in rule.scopes:
        place = Scope.LEAD  # a rule for every place is tried on the body
    photos = (Photo(caption=one.caption, credit=one.credit),) if one.caption else ()
    body = tuple(part for part in one.text.split("\n\n") if part)
    texts: dict[Scope, dict[str, object]] = {
        Scope.HEADLINE: {"headline": one.text},
        Scope.DECK: {"deck": one.text},
        Scope.LEAD: {"body": body},
        Scope.QUOTATION: {"body": body},
        Scope.BODY: {"body": (FILLER, *body)},
        Scope.CAPTION: {"photos": (*photos, Photo(caption=one.text, credit="Arif"))},
        Scope.PARTICULARS: {"body": body},
    }
    fields: dict[str, object] = {
        "headline": one.headline,
        "byline": one.byline,
        "dateline": one.dateline,
        "source": one.source,
        "photos": photos,
    }
    return Text(**{**fields, **texts[place]})  # type: ignore[arg-type]
