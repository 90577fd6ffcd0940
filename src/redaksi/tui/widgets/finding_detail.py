"""One finding as a person reads it: how grave, the words, what to write, why, by which rule and from which source."""

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from redaksi.copydesk.finding import Finding, Scope
from redaksi.i18n import _
from redaksi.tui.commands.copydesk import Findings, Fix
from redaksi.tui.widgets.finding_list import SIGNS, STYLES, in_short, place_name


class FindingDetail(Widget):
    """The finding that one looks at; nothing where there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"finding-detail--{name}" for name in (*STYLES.values(), "meta")}

    _shown: tuple[Finding, int, int] | None = None

    def show(self, finding: Finding | None, number: int = 0, count: int = 0) -> None:
        """Show FINDING, with NUMBER of COUNT and the keys beside it if they are given."""
        self._shown = (finding, number, count) if finding else None
        self.set_class(finding is not None, "-shown")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._wrapped(width))

    def render(self) -> Content:
        return Content("\n").join(self._wrapped(self.content_size.width))

    def _wrapped(self, width: int) -> list[Content]:
        lines = self._lines(*self._shown) if self._shown else ()
        return [part for line in lines for part in line.wrap(max(1, width))]

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
