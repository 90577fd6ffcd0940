"""One finding as a person reads it: how grave, the words, what to write, why, by which rule and from which source."""

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from redaksi.copydesk.finding import Finding, Scope
from redaksi.i18n import _
from redaksi.tui.commands.copydesk import Findings, Fix
from redaksi.tui.widgets.finding_list import SIGNS, STYLES, in_short, place_name


class FindingDetail(Static):
    """The finding that one looks at; nothing where there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"finding-detail--{name}" for name in (*STYLES.values(), "meta")}

    def show(self, finding: Finding | None, number: int = 0, count: int = 0) -> None:
        """Show FINDING, with NUMBER of COUNT and the keys beside it if they are given."""
        if finding:
            self.update(Content("\n").join(self._lines(finding, number, count)))
        self.set_class(finding is not None, "-shown")

    def _lines(self, finding: Finding, number: int, count: int) -> Iterator[Content]:
        severity = Content.styled(f"{SIGNS[finding.severity]} {finding.severity}  ", self._style(finding))
        yield severity + (in_short(finding) if finding.text else place_name(finding))
        yield Content(finding.message)
        meta = [finding.rule, finding.source]
        meta += [_("in a quotation")] if finding.scope is Scope.QUOTATION else []
        yield Content.styled(" · ".join(meta), self._meta)
        if count:
            keys = [f"{Fix.key()} {Fix.title()}"] if finding.mendable else []
            keys += [f"{Findings.key()} {Findings.title()}", f"{number}/{count}"]
            yield Content.styled("   ".join(keys), self._meta)

    def _style(self, finding: Finding) -> Style:
        return self.get_visual_style(f"finding-detail--{STYLES[finding.severity]}", partial=True)

    @property
    def _meta(self) -> Style:
        return self.get_visual_style("finding-detail--meta", partial=True)
