"""The findings of the copy desk in reading order, one per line."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.content import Content
from textual.style import Style

from redaksi.desk import wording
from redaksi.domain.finding import Finding, Severity
from redaksi.domain.workflow import beginning, severity_name
from redaksi.tui.widgets.line_list import LineList

SIGNS: Mapping[Severity, str] = {
    Severity.GALAT: "✗",
    Severity.ETIK: "§",
    Severity.PERINGATAN: "!",
    Severity.SARAN: "·",
}
"""The sign of each severity: colour alone is not enough."""

STYLES: Mapping[Severity, str] = {
    Severity.GALAT: "error",
    Severity.ETIK: "ethics",
    Severity.PERINGATAN: "warning",
    Severity.SARAN: "hint",
}
"""The style of each severity."""


class FindingList(LineList):
    """A list of findings, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"finding-list--{name}" for name in (*STYLES.values(), "field")
    }

    def __init__(self) -> None:
        super().__init__()
        self.findings: Sequence[Finding] = ()

    @property
    def count(self) -> int:
        return len(self.findings)

    def show(self, findings: Sequence[Finding], cursor: int) -> None:
        """Show `findings`, with the one at `cursor` selected."""
        self.findings = findings
        self.renew(cursor)

    def line(self, place: int) -> Content:
        finding = self.findings[place]
        severity = Content.styled(
            f"{SIGNS[finding.severity]} {severity_name(finding.severity):<11}",
            self._paint(STYLES[finding.severity]),
        )
        field = "" if finding.field == "body" else f"{wording.place_name(finding)}: "
        what = Content.styled(field, self._paint("field")) + Content(in_short(finding))
        return severity + what

    def _paint(self, name: str) -> Style:
        return self.get_visual_style(f"finding-list--{name}", partial=True)


def in_short(finding: Finding) -> str:
    """The words and their replacement in one line; the message if there are no words."""
    words = beginning(finding.text)
    if finding.replacement is None or not finding.mendable:
        return words or finding.message
    if finding.replacement.strip() == finding.text.strip():  # only blanks change: show them
        return f"{_blanks(finding.text)} → {_blanks(finding.replacement)}"
    return f"{words} → {finding.replacement or '–'}"


def _blanks(text: str) -> str:
    """`text` with a sign for each blank."""
    return text.replace(" ", "␣").replace("\N{NO-BREAK SPACE}", "␣")
