"""An article as `redaksi show` prints it."""

from datetime import tzinfo

from rich.text import Text as Line

from redaksi.article import Dossier, Stage
from redaksi.cli import output
from redaksi.desk import wording
from redaksi.i18n import _
from redaksi.workflow import stage_name

MEASURE = 76
"""Columns of body text: a comfortable line."""


def page(dossier: Dossier, zone: tzinfo) -> None:
    """Print DOSSIER's article, times in ZONE."""
    text = dossier.article.text
    printer = output.console()
    width = min(MEASURE, printer.width)
    printer.print(Line(output.plain(text.headline), style="bold"), width=width)
    if text.deck:
        printer.print(Line(output.plain(text.deck), style="italic"), width=width)
    for name, value in _particulars(dossier, zone):
        printer.print(Line.assemble((f"{name:<12} ", "dim"), output.plain(value)), width=width)
    remarks = (f"{note.by}, {wording.moment(note.at, zone)}: {note.text}" for note in dossier.notes if note.is_open)
    stories = (_("Read also: {title}").format(title=story.title) for story in text.related)
    for paragraph in (*text.body, *stories):
        printer.print()
        printer.print(Line(output.plain(paragraph)), width=width)
    for remark in remarks:
        printer.print()
        printer.print(Line(output.plain(remark), style="reverse"), width=width)


def _particulars(dossier: Dossier, zone: tzinfo) -> list[tuple[str, str]]:
    article, text = dossier.article, dossier.article.text
    lines = [
        ("id", _("{id}, version {version}").format(id=article.id, version=article.version)),
        (_("stage"), f"{stage_name(article.stage)}, {wording.moment(article.stage_since, zone)}"),
    ]
    for stage in Stage:
        one = article.assignments.get(stage)
        if one:
            since = _("{editor}, by {by}, {at}").format(editor=one.editor, by=one.by, at=wording.moment(one.at, zone))
            lines.append((stage_name(stage), since))
    lines += [(wording.field_name(name), getattr(text, name)) for name in ("byline", "dateline", "source", "rubric")]
    lines.append((_("tags"), ", ".join(text.tags)))
    lines += [(_("photo"), _photo(photo.caption, photo.credit)) for photo in text.photos]
    times = (("due", article.due), ("embargo", article.embargo))
    lines += [(wording.field_name(name), wording.moment(at, zone)) for name, at in times if at]
    return [(name, value) for name, value in lines if value]


def _photo(caption: str, credit: str) -> str:
    return f"{caption} ({credit})" if credit else caption or "–"
