"""Articles made from the examples of rules."""

from redaksi.copydesk.rule import Example, Rule
from redaksi.domain.article import Photo, Text
from redaksi.domain.finding import Scope

FILLER = "Warga membersihkan jalan."
"""A lead without errors."""


def example(rule: Rule, one: str | Example) -> Example:
    """The example `one` of `rule` as an `Example`, also where `one` is a bare text."""
    return Example(text=one) if isinstance(one, str) else one


def article(rule: Rule, one: Example) -> Text:
    """An article with the text of `one` in the place that `one` or `rule` names."""
    place = one.at or rule.scopes[0]
    if place is Scope.HEADLINE and one.at is None and Scope.BODY in rule.scopes:
        place = Scope.LEAD  # a rule for all places is tested in the body
    photo = Photo(url=one.photo, alt=one.alt, caption=one.caption, credit=one.credit)
    photos = (photo,) if one.caption or one.photo else ()
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
