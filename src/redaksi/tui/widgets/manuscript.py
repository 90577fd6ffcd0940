"""The editable parts of an article: headline and body, with findings, notes and particulars."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace
from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi.desk import Desk
from redaksi.domain.article import Article, Dossier, Text
from redaksi.domain.finding import Finding
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.widgets.body_editor import BodyEditor, Stretch
from redaksi.tui.widgets.find_bar import FindBar
from redaksi.tui.widgets.findings_panel import FindingsPanel
from redaksi.tui.widgets.form import Form
from redaksi.tui.widgets.form_line import field_id
from redaksi.tui.widgets.joint_undo import JointUndo
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.notes_panel import NotesPanel
from redaksi.tui.widgets.panes import Pane, Panes, Stack
from redaksi.tui.widgets.remark import forgive, remark
from redaksi.tui.widgets.wrapped_field import WrappedField

TEXT, PARTICULARS, FINDINGS, NOTES = "text", "particulars", "findings", "notes"


class Manuscript(Panes):
    """The fields of an article in the editor. On a narrow screen the panes become tabs."""

    def __init__(self, article: Article, desk: Desk, active: str) -> None:
        self.headline = LineField(article.text.headline, placeholder=_("Headline"), id="headline")
        self.body = BodyEditor("\n\n".join(article.text.body), id="body")
        self.joint_undo = JointUndo(self.body)
        self.form = Form(article, desk)
        line = Horizontal(
            self.headline, Static("", id="headline-length", markup=False), id="headline-line"
        )
        self.notes_pane = Pane(_("Notes"), NotesPanel(), id=NOTES)
        self.findings_pane = Pane(_("Findings"), FindingsPanel(), id=FINDINGS)
        super().__init__(
            Pane(
                _("Text"),
                Vertical(
                    line,
                    self.body,
                    FindBar(self.headline, self.body, self.joint_undo),
                    classes="page",
                ),
                id=TEXT,
            ),
            Stack(
                self.findings_pane,
                self.notes_pane,
                Pane(_("Particulars"), self.form, id=PARTICULARS),
            ),
            active=active,
        )

    def on_mount(self) -> None:
        super().on_mount()
        self._measure()

    @on(Input.Changed, "#headline")
    def _measure(self) -> None:
        forgive(self.headline)
        self.query_one("#headline-length", Static).update(
            str(len(self.headline.value)) if self.headline.value else ""
        )

    def begin(self, paragraph: int = 0, field: str = "") -> None:
        """Put the cursor into an empty headline, or else into `paragraph` of the body, from 0.

        With `field`, the name of a particular, the cursor goes there.

        A pane that had the focus before gets it in the same field.
        """
        is_first = self.active not in self._visited
        self.go(self.active)
        if is_first and self.active == TEXT and self.headline.value.strip():
            self.screen.set_focus(self.body)
            if paragraph:
                self.body.go_to_paragraph(paragraph)
        if field:
            self.screen.set_focus(self.query_one(f"#{field_id(field)}"))

    def other(self) -> None:
        """Go to the particulars, or from there back to the text."""
        if self.active != PARTICULARS:
            self.go(PARTICULARS)
        else:
            self.active = TEXT
            self.begin()

    def field(self, finding: Finding) -> LineField | WrappedField | None:
        """The field of `finding`, or None.

        The body has no such field.
        """
        if finding.field == "headline":
            return self.headline
        name = finding.field
        if name.startswith("photos."):
            group = self.form.photos.at(finding.item or 0)
            name = group.name_of(name.removeprefix("photos.")) if group else name
        fields = (
            one
            for one in self.query(f"#{field_id(name)}")
            if isinstance(one, LineField | WrappedField)
        )
        return next(fields, None)

    def blame(self, errors: Sequence[RedaksiError]) -> None:
        """Mark the fields of `errors`, with the sentence below each, and go to the first."""
        for error in errors:
            for line in self._fields(error.field):
                remark(line, f"{error.sentence} {error.hint}".strip(), wrong=True)
        for line in self._fields(errors[0].field):
            self.active = TEXT if line is self.headline else PARTICULARS
            self.screen.set_focus(line)

    def _fields(self, name: str) -> Iterable[Widget]:
        """The field called `name`, if there is one."""
        return [self.headline] if name == "headline" else self.form.query(f"#{field_id(name)}")

    def mend(self, items: Iterable[tuple[int, Finding]]) -> list[int]:
        """Apply the proposals of `items`, which are in reading order.

        Returns the numbers of the findings that were still in the text.
        """
        changes: list[tuple[Stretch, str]] = []
        values: dict[LineField | WrappedField, str] = {}
        done: list[int] = []
        for number, one in items:
            field, span = self.field(one), self.body.span_of(number)
            words = one.replacement or ""
            if one.field == "body" and span and self.body.get_text_range(*span) == one.text:
                if not changes or changes[-1][0][1] <= span[0]:
                    changes.append((span, words))
                    done.append(number)
            elif field and one.text in (value := values.get(field, field.value)):
                start, end = within(value, one)
                values[field] = value[:start] + words + value[end:]
                done.append(number)
        for field, value in values.items():
            field.value = value
        if changes:
            self.body.rewrite(changes)
        self.joint_undo.join([*values, *([self.body] if changes else [])])
        return done

    def fields(self) -> dict[str, str]:
        """The contents of every field."""
        return {"headline": self.headline.value, "body": self.body.text, **self.form.values()}

    def put(self, fields: Mapping[str, str]) -> None:
        """Show `fields`. A body with the same paragraphs keeps its cursor and its undo history."""
        self.headline.value = fields.get("headline", self.headline.value)
        text = fields.get("body", self.body.text)
        if clean.paragraphs(self.body.text) != clean.paragraphs(text):
            place = self.body.cursor_location
            self.body.text = text
            self.joint_undo.forget()
            self.body.move_cursor(place)
        self.form.put(fields)

    def stored(self, article: Article) -> dict[str, str]:
        """The fields of `article` as the manuscript shows them."""
        text = article.text
        return {
            "headline": text.headline,
            "body": "\n\n".join(text.body),
            **self.form.stored(article),
        }

    def says_the_same_as(self, article: Article) -> bool:
        """Whether saving would leave `article` unchanged."""
        text, fields = article.text, self.fields()
        return (
            clean.line(fields["headline"]) == text.headline
            and self.form.values() == self.form.stored(article)
            and clean.paragraphs(fields["body"]) == text.body
        )

    def text(self, dossier: Dossier) -> Text:
        """The text of `dossier` with the changes of this editor."""
        text = self.form.text(dossier)
        return replace(text, headline=self.headline.value, body=clean.paragraphs(self.body.text))


def within(value: str, finding: Finding) -> tuple[int, int]:
    """The place of the words of `finding` in a line.

    The result is the place where the words were found, or else their first occurrence.
    """
    start = (
        finding.start
        if value[finding.start : finding.end] == finding.text
        else value.find(finding.text)
    )
    return (start, start + len(finding.text)) if start >= 0 else (0, 0)
