"""Our own JSON export: the whole article, so that an import may keep its stage."""

import json
import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from redaksi.domain import limits
from redaksi.domain.article import Article, Stage, cleaned
from redaksi.errors import BadInput
from redaksi.i18n import _, messages
from redaksi.importers.base import Imported
from redaksi.text import clean, extra_fields, nesting
from redaksi.text.slug import LIMIT

FORMAT = "json"

_ID = re.compile(r"\d{6}-[0-9a-z]{5}")
_MOST_NAMES = 5
_NAME = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*")


class _Export(msgspec.Struct, omit_defaults=True):
    redaksi: Literal[1]
    article: Article
    photos: dict[str, str] = {}


def recognises(text: str) -> bool:
    """Whether `text` is a JSON list or object; it may be invalid if it has the key "redaksi"."""
    text = text.strip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return False
    if _names_itself(text):
        return True
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    except RecursionError:
        return True
    return True


def read(text: str, name: str) -> Imported:
    """The article in `text`, which the JSON exporter wrote.

    Raises:
        BadInput: when `text` is no export, was changed, or has unknown fields.
    """
    try:
        export = msgspec.json.decode(text, type=_Export)
        article = export.article
        why = _fault(article)
        found = json.loads(text, object_pairs_hook=_once)
        strange = list(extra_fields.unknown(found, msgspec.to_builtins(export)))
    except (
        msgspec.MsgspecError,
        RecursionError,
        ValueError,
    ) as error:  # ValueError: a repeated key
        raise _unfit(name, messages.said(error), is_ours=_names_itself(text)) from error
    if why:
        raise _unfit(name, why, is_ours=True)
    if strange:
        raise _unknown(name, strange)
    return Imported(
        text=article.text,
        format=FORMAT,
        editor=article.editor(Stage.DRAFT),
        article=article,
        photos=export.photos,
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The JSON object of `pairs`.

    Raises:
        ValueError: when a key is repeated: one of its values would be lost.
    """
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise ValueError(f"Cannot declare {name} twice")  # as the TOML parser words it
        fields[name] = value
    return fields


def _names_itself(text: str) -> bool:
    """Whether `text` has the key "redaksi", with which our own export begins."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and '"redaksi"' in text


def _fault(article: Article) -> str:
    """Why the desk cannot have written `article`, as half a sentence; "" if it can."""
    if not _ID.fullmatch(article.id) or not (article.slug == "" or _is_slug(article.slug)):
        return _("its id or slug is no plain name")
    values = list(_values(msgspec.to_builtins(article)))
    if cleaned(article.text) != article.text or any(
        clean.characters(value) != value for value in values if isinstance(value, str)
    ):
        return _("it holds control characters or blanks that the desk never writes")
    if out := limits.of_article(article) or limits.of_numbers(
        [value for value in values if isinstance(value, int)]
    ):
        return out
    if article.sign_offs and article.sign_offs[-1].sha256 != article.text.sha256():
        return _("its text is not the one that was signed off")
    return ""


def _is_slug(name: str) -> bool:
    return len(name) <= LIMIT and bool(_NAME.fullmatch(name))


def _values(value: Any, levels: int = nesting.MOST) -> Iterator[Any]:
    """Every key and value in `value`, which consists of plain types.

    Raises:
        RecursionError: when `value` is nested more than `levels` deep.
    """
    if not levels:
        raise RecursionError(f"nested more than {nesting.MOST} deep")
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _values(item, levels - 1)
    else:
        yield value


def _unknown(name: str, strange: list[str]) -> BadInput:
    shown = [*map(clean.line, strange[:_MOST_NAMES]), *["…"][: max(0, len(strange) - _MOST_NAMES)]]
    return BadInput(
        _(
            "{name} holds fields that this Redaksi does not know, and that an import would lose: "
            "{fields}."
        ).format(name=name, fields=", ".join(shown)),
        _("Nothing was imported. Use the Redaksi that wrote them, or take them out of the file."),
    )


def _unfit(name: str, why: str, *, is_ours: bool) -> BadInput:
    again = _("Export it again with: redaksi export --to json.")
    other = _("Copy its text into a .txt or .md file and take that.")
    return BadInput(
        _("{name} is not an article that Redaksi exported: {why}.").format(
            name=name, why=why.rstrip(".")
        ),
        again if is_ours else other,
    )
