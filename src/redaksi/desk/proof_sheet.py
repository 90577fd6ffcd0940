"""The content of a proof: the article's lines, and beside them its notes and findings."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from redaksi.config import House
from redaksi.desk import wording
from redaksi.domain import audit
from redaksi.domain.article import Dossier, Note, Stage, Text
from redaksi.domain.finding import Finding
from redaksi.domain.workflow import beginning, severity_name, stage_name
from redaksi.i18n import _, current
from redaksi.proofs import blocks, lines
from redaksi.proofs.blocks import Block
from redaksi.proofs.lines import NumberedLine, Span
from redaksi.proofs.page import Remark, Section, Sheet

_Place = tuple[str, int | None]


def sheet(dossier: Dossier, findings: Sequence[Finding], house: House, now: datetime) -> Sheet:
    """The proof of the present text of `dossier`, printed at the time `now`.

    `findings` are those of the copy desk that nobody waived.
    """
    return _Composer(dossier, findings, house, now).sheet()


class _Composer:
    """Puts together one proof."""

    def __init__(
        self, dossier: Dossier, findings: Sequence[Finding], house: House, now: datetime
    ) -> None:
        self._dossier = dossier
        self._article = dossier.article
        self._findings = findings
        self._house = house
        self._now = now

    def sheet(self) -> Sheet:
        not_live = self._not_live()
        passages = tuple(self._passages())
        article = self._article
        numbers = _("{id}, revision {revision}").format(
            id=article.id, revision=len(self._dossier.revisions)
        )
        printed = _("printed {at}").format(at=self._moment(self._now))
        return Sheet(
            language=current(),
            mark=_("NOT PUBLISHED") if not_live else _("PUBLISHED"),
            title=article.text.headline,
            running=" · ".join((article.text.headline, numbers, self._house.name, printed)),
            facts=tuple(fact[:1].upper() + fact[1:] for fact in self._facts(not_live)),
            remarks=tuple(self._general({one.place_in_text for one in self._blocks()})),
            passages=passages,
            is_live=not not_live,
        )

    def _moment(self, at: datetime) -> str:
        return wording.moment(at, self._house.zone)

    def _blocks(self) -> Iterator[Block]:
        return blocks.of(self._article.text)

    def _not_live(self) -> str:
        """Why readers may not know this text, as a sentence; "" when it is the published one."""
        article, live = self._article, self._dossier.live
        if live and article.stage is not Stage.PUBLISHED:
            return _("A draft over a published text, which was signed off {at}.").format(
                at=self._moment(live[1].at)
            )
        if live is None:
            return _("The text was never published.")
        if not audit.is_signed_off(self._dossier):
            return _("Its text does not match its sign-off.")
        if article.embargo and article.embargo > self._now:
            return _("Signed off, under an embargo until {at}.").format(
                at=self._moment(article.embargo)
            )
        return ""

    def _facts(self, not_live: str) -> Iterator[str]:
        article, live = self._article, self._dossier.live
        yield not_live or _("The published text, signed off by {editor}, {at}.").format(
            editor=live[1].editor if live else "", at=self._moment(live[1].at) if live else ""
        )
        editor = article.editor()
        stage = stage_name(article.stage)
        yield (
            _("In {stage}, {editor} has it.").format(stage=stage, editor=editor)
            if editor
            else _("In {stage}, nobody has it.").format(stage=stage)
        )
        for name in ("due", "embargo"):
            if at := getattr(article, name):
                yield f"{wording.field_name(name)}: {self._moment(at)}"
        for kind, sentence, when in wording.notices(article, self._moment):
            yield f"{kind} ({when}): {sentence}"

    def _passages(self) -> Iterator[Section]:
        number = 1
        for place, group in groupby(self._blocks(), lambda block: block.place_in_text):
            parts = list(group)
            found = self._located(place, parts)
            rows: list[NumberedLine] = []
            firsts: list[int] = []
            for index, block in enumerate(parts):
                spans = [span for _one, at, span in found if at == index and span]
                firsts.append(len(rows))
                rows += lines.of(block, number, spans)
                number = rows[-1].number + 1
            remarks = [*self._notes(place)]
            remarks += [
                self._finding(one, _line(rows, firsts, at, span)) for one, at, span in found
            ]
            yield Section(self._label(place), rows, remarks)

    def _label(self, place: _Place) -> str:
        field, number = place
        if field == "body":
            return f"¶ {(number or 0) + 1}"
        return _field_name(field)

    def _located(
        self, place: _Place, parts: Sequence[Block]
    ) -> list[tuple[Finding, int, Span | None]]:
        """The findings at `place`, each with the number of its part and its span there.

        The span is None where the place in the shown words is not certain.
        """
        source = _source(self._article.text, place)
        return [
            (one, *_shown(one, source, parts))
            for one in self._findings
            if (one.field, one.item) == place
        ]

    def _notes(self, place: _Place) -> Iterator[Remark]:
        field, number = place
        ids = self._article.paragraph_ids
        for count, note in enumerate(self._dossier.notes, start=1):
            is_here = field == "body" and number is not None and number < len(ids)
            if note.is_open and is_here and note.paragraph == ids[number or 0]:
                yield self._note(count, note)

    def _general(self, shown: set[_Place]) -> Iterator[Remark]:
        """The notes on the whole article, and findings in fields that the page does not show."""
        ids = set(self._article.paragraph_ids)
        for count, note in enumerate(self._dossier.notes, start=1):
            if note.is_open and note.paragraph not in ids:
                yield self._note(count, note)
        for one in self._findings:
            if (one.field, one.item) not in shown:
                yield self._finding(one, wording.place_name(one))

    def _note(self, count: int, note: Note) -> Remark:
        parts = (f"[{count}] {note.by}", self._moment(note.at), wording.note_state(note))
        answers = (f"→ {one.by}, {self._moment(one.at)}: {one.text}" for one in note.answers)
        words = [*note.text.split("\n"), *answers]
        if note.paragraph not in self._article.paragraph_ids and note.quotation:
            words.insert(0, f"“{note.quotation}”")
        return Remark(" · ".join(filter(None, parts)), tuple(words))

    def _finding(self, one: Finding, where: str) -> Remark:
        head = f"{where} · {severity_name(one.severity)}"
        instead = f" → «{one.replacement}»" if one.replacement else ""
        words = (f"«{beginning(one.text)}»{instead}",) if one.text else ()
        return Remark(head, (*words, one.message))


def _field_name(field: str) -> str:
    if field.startswith("photos."):
        return wording.field_name("photos")
    return wording.field_name(field)


def _source(text: Text, place: _Place) -> str:
    """The words of `text` at `place`, as the copy desk read them."""
    name, _dot, part = place[0].partition(".")
    value = getattr(text, name, "")
    if isinstance(value, tuple):
        value = value[place[1] or 0] if (place[1] or 0) < len(value) else ""
    return str(getattr(value, part, "")) if part else value if isinstance(value, str) else ""


def _shown(one: Finding, source: str, parts: Sequence[Block]) -> tuple[int, Span | None]:
    """The number of the part that shows the words of `one`, and their span there.

    As often as the words stand in `source` they must stand in the shown words: otherwise nobody
    can tell which of them is meant.
    """
    words = one.text.replace("\n", " ")
    wanted = [found.start() for found in _all(words, source.replace("\n", " "))]
    spans = [
        (index, found.span())
        for index, block in enumerate(parts)
        for found in _all(words, block.words.replace("\n", " "))
    ]
    if words and one.start in wanted and len(wanted) == len(spans):
        return spans[wanted.index(one.start)]
    return 0, None


def _all(words: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(words), text)


def _line(
    rows: Sequence[NumberedLine], firsts: Sequence[int], part: int, span: Span | None
) -> str:
    """Where a finding stands: the line of its `span` in the part with the number `part`.

    Without a span, all lines of the passage.
    """
    first, last = rows[0].number, rows[-1].number
    if span is not None:
        until = [*firsts, len(rows)][part + 1]
        inside = [row for row in rows[firsts[part] : until] if row.start <= span[0]]
        first = last = inside[-1].number
    if first == last:
        return _("line {number}").format(number=first)
    return _("lines {first} to {last}").format(first=first, last=last)
