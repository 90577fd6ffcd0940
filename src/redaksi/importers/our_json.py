"""Our own JSON export: the whole article, for an import that may keep its stage."""

import re
from typing import Any, Literal

import msgspec

from redaksi import clean
from redaksi.article import Article, Stage, cleaned
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers.base import Imported

FORMAT = "json"

_NAME = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*")


class _Export(msgspec.Struct):
    redaksi: Literal[1]
    article: Article


def recognises(text: str) -> bool:
    """Whether TEXT is an object with a "redaksi" key."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and '"redaksi"' in text


def read(text: str, name: str) -> Imported:
    """The article that the JSON exporter wrote. Raises BadInput naming what does not fit."""
    try:
        article = msgspec.json.decode(text, type=_Export).article
    except (msgspec.MsgspecError, RecursionError) as error:
        raise _unfit(name, str(error)) from error
    if not _NAME.fullmatch(article.id) or not (article.slug == "" or _NAME.fullmatch(article.slug)):
        raise _unfit(name, _("its id or slug is no plain name"))
    if cleaned(article.text) != article.text or not _is_clean(msgspec.to_builtins(article)):
        raise _unfit(name, _("it holds control characters or blanks that the desk never writes"))
    if article.sign_offs and article.sign_offs[-1].sha256 != article.text.sha256():
        raise _unfit(name, _("its text is not the one that was signed off"))
    return Imported(text=article.text, format=FORMAT, editor=article.editor(Stage.DRAFT), article=article)


def _is_clean(value: Any) -> bool:
    """Whether no string in VALUE (of plain JSON types) would be changed by cleaning."""
    if isinstance(value, str):
        return clean.characters(value) == value
    if isinstance(value, dict):
        return all(_is_clean(key) and _is_clean(item) for key, item in value.items())
    return not isinstance(value, list) or all(_is_clean(item) for item in value)


def _unfit(name: str, why: str) -> BadInput:
    return BadInput(
        _("{name} is not an article that Redaksi exported: {why}.").format(name=name, why=why.rstrip(".")),
        _("Export it again with: redaksi export --to json."),
    )
