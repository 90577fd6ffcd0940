"""Kinds of articles: a template gives a new draft its fields, its due time and its skeleton.

A template is a Markdown file in the folder `templates` of the newsroom. Its front matter holds
fields by their English or Indonesian names, as `redaksi set` takes them, and `name` (`nama`), the
name that people see. The text below is the skeleton of the body.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from redaksi.desk import moments, particulars
from redaksi.desk.context import Context
from redaksi.desk.copy import Copy
from redaksi.desk.moments import Clock
from redaksi.domain.article import Dossier, Text, cleaned
from redaksi.errors import BadInput, NotFound, RedaksiError
from redaksi.i18n import _
from redaksi.text import clean

NAMES = ("name", "nama")
"""The key of the name that people see."""
LONGEST_NAME = 60
"""The most characters of that name."""
FIELDS = ("deck", "byline", "dateline", "source", "rubric", "tags", "due")
"""The fields that a template may give."""


class ArticleTemplate(NamedTuple):
    """A template: `label` is the name that people see, `due` a due time in their words."""

    name: str
    label: str
    text: Text = Text()
    due: str = ""


class BrokenTemplate(NamedTuple):
    """A template that cannot be used, and why."""

    name: str
    error: RedaksiError


class ArticleTemplates:
    """The verbs about templates of articles."""

    def __init__(self, context: Context, copy: Copy) -> None:
        self._context = context
        self._copy = copy

    def list(self) -> Sequence[ArticleTemplate | BrokenTemplate]:
        """All templates by name; one with an error prevents no other.

        Raises:
            BadInput: when there are too many.
        """
        return list(self._each())

    def skeletons(self) -> frozenset[str]:
        """Every paragraph that a template gives to a draft; those with an error give none."""
        try:
            found = self.list()
        except RedaksiError:  # a folder with too many, or one that cannot be read
            return frozenset()
        whole = (one for one in found if isinstance(one, ArticleTemplate))
        return frozenset(part for one in whole for part in one.text.body)

    def _each(self) -> Iterator[ArticleTemplate | BrokenTemplate]:
        for name in self._context.newsroom.article_templates():
            try:
                yield self.find(name)
            except RedaksiError as error:
                yield BrokenTemplate(name, error)

    def find(self, name: str) -> ArticleTemplate:
        """The template called `name`.

        Raises:
            NotFound: when there is no such template.
            BadInput: when it has an error; the sentence names the line.
            Unreadable: when it cannot be read.
        """
        name = clean.key(name)
        if name not in self._context.newsroom.article_templates():
            raise NotFound(
                _("There is no template {name}.").format(name=name),
                _("All of them: redaksi templates"),
            )
        clock = Clock(self._context.house.zone, self._context.clock())
        return read(name, self._context.newsroom.article_template(name), clock)

    def new(
        self,
        name: str,
        written: Text,
        to: str | None = None,
        times: Mapping[str, str] | None = None,
    ) -> Dossier:
        """A new draft with the headline of `written` from the template called `name`.

        A body of `written` takes the place of the skeleton, and `times` that of the template's
        due time. Raises as `find` and `Copy.new`.
        """
        template = self.find(name)
        skeleton = template.text
        text = replace(skeleton, headline=written.headline, body=written.body or skeleton.body)
        return self._copy.new(text, to, {"due": template.due, **(times or {})})


def read(name: str, data: bytes, clock: Clock) -> ArticleTemplate:
    """The template called `name` in the file `data`; `clock` tells whether its due time is one.

    Raises:
        BadInput: when `data` is no template; the sentence names the line.
    """
    from redaksi.importers import front_matter  # noqa: PLC0415 - its parsers load slowly

    file = f"templates/{name}.md"
    try:
        source = clean.characters(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _wrong(file, line, _("this is no text in UTF-8")) from error
    fields: Mapping[str, Any] = {}
    body = source
    if front_matter.recognises(source):
        fields, body = front_matter.split(source, file)
    given: dict[str, str | list[str]] = {}
    for key, value in fields.items():
        field = "name" if key in NAMES else particulars.known(key)
        if field in given:
            raise _wrong(file, _line_of(key, source), _("{key} is given twice").format(key=key))
        given[field] = _value(key, field, value, source, file)
    label, due = str(given.pop("name", "")), str(given.pop("due", ""))
    _check_due(due, source, file, clock)
    text = particulars.compose(Text(body=clean.paragraphs(body)), given)
    return ArticleTemplate(name, label or name, cleaned(text), due)


def _value(key: str, field: str, value: Any, source: str, file: str) -> str:
    """The `value` of `key`, which names `field`, on one line.

    Raises:
        BadInput: when a template may not give it.
    """
    line = _line_of(key, source)
    if field == "name" and len(str(value)) > LONGEST_NAME:
        raise _wrong(
            file, line, _("the name has more than {limit} characters").format(limit=LONGEST_NAME)
        )
    if field not in {"name", *FIELDS}:
        known = ", ".join(("name", *map(particulars.typed, FIELDS)))
        raise _wrong(
            file,
            line,
            _("there is no field {key}").format(key=clean.line(key)),
            _("The fields are: {fields}.").format(fields=known),
        )
    parts = value if isinstance(value, list) and field == "tags" else [value]
    if any(isinstance(part, list | Mapping) for part in parts):
        raise _wrong(file, line, _("{key} is no line of text").format(key=key))
    return clean.line(", ".join(str(part) for part in parts))


def _check_due(due: str, source: str, file: str, clock: Clock) -> None:
    try:
        moments.moment(due, clock, end_of_day=True)
    except BadInput as error:
        line = max(_line_of(key, source) for key in ("due", "tenggat"))
        raise _wrong(file, line, error.sentence.rstrip("."), error.hint) from error


def _line_of(key: str, source: str) -> int:
    """The number of the first line of `source` that sets `key`; 1 if none is found."""
    name = re.escape(key).replace("_", r"[ \t_-]")
    # Within one line: a search across blank lines would take quadratic time.
    pattern = rf"^[ \t]*+[\"']?{name}[\"']?[ \t]*+[:=]"
    found = re.search(pattern, source, re.MULTILINE | re.IGNORECASE)
    return source.count("\n", 0, found.end()) + 1 if found else 1


def _wrong(file: str, line: int, what: str, hint: str = "") -> BadInput:
    return BadInput(
        _("{file}, line {line}: {what}.").format(file=file, line=line, what=what),
        hint or _("Correct the line; docs/planning.md tells what a template holds."),
    )
