"""The printable page of a proof, as HTML for paper of the size A4."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from redaksi.proofs.lines import NumberedLine


class Remark(NamedTuple):
    """A note or a finding beside the text: who or where, and the words in lines."""

    head: str
    words: tuple[str, ...]


class Section(NamedTuple):
    """A field, or a paragraph of the body, with its lines and the remarks beside them."""

    label: str
    lines: Sequence[NumberedLine]
    remarks: Sequence[Remark] = ()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a proof.

    `mark` stands on each page and says whether the text is published. `title` and `running` name
    the article, `facts` tell about it, `remarks` are about the whole article.
    """

    language: str
    mark: str
    title: str
    running: str
    facts: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    passages: tuple[Section, ...] = ()
    is_live: bool = False


def render(sheet: Sheet) -> str:
    """`sheet` as one self-contained page, without scripts and without the network."""
    return _template().render(sheet=sheet)


def numbered(passages: Iterable[Section]) -> int:
    """The number of the last line of `passages`; 0 for none."""
    return max((line.number for one in passages for line in one.lines), default=0)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("redaksi.proofs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("proof.html")
