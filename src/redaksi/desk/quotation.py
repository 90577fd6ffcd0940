"""An article as a person pastes it elsewhere."""

from collections.abc import Iterator

from redaksi.domain.article import Article, Text
from redaksi.i18n import _


def link(article: Article, article_id: str) -> str:
    """The slug of an `article` that was ever published, else `article_id`."""
    return article.slug or article_id


def markdown(text: Text) -> str:
    """`text` as one Markdown document, in reading order."""
    return "\n\n".join(_parts(text)) + "\n"


def _parts(text: Text) -> Iterator[str]:
    yield f"# {text.headline}"
    if text.deck:
        yield f"**{text.deck}**"
    if text.byline or text.dateline:
        yield " · ".join(part for part in (text.byline, text.dateline) if part)
    yield from text.body
    for photo in text.photos:
        credit = _("Photo: {credit}").format(credit=photo.credit) if photo.credit else ""
        if words := " · ".join(part for part in (photo.caption or photo.alt, credit) if part):
            yield f"*{words}*"
    if text.related:
        stories = (
            f"- [{one.title}]({one.url})" if one.url else f"- {one.title}" for one in text.related
        )
        yield "\n".join([_("Read also") + ":", *stories])
