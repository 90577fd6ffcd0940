"""One finding in full: severity, words, proposal, reason, rule and source."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from redaksi.desk import wording
from redaksi.domain.finding import Finding, Scope
from redaksi.domain.workflow import severity_name
from redaksi.i18n import _
from redaksi.tui.commands.base import Command
from redaksi.tui.widgets.finding_list import SIGNS, STYLES, in_short


class FindingDetail(Widget):
    """The current finding; hidden if there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"finding-detail--{name}" for name in (*STYLES.values(), "meta")
    }

    _shown: tuple[Finding, str] | None = None

    def show(
        self,
        finding: Finding | None,
        number: int = 0,
        count: int = 0,
        offered: Iterable[type[Command]] = (),
    ) -> None:
        """Show `finding`, with the keys of the `offered` commands below it.

        If `count` is given, `number` of `count` stands there too.
        """
        keys = [f"{one.key(typing=True)} {one.title()}" for one in offered]
        shown = (
            (finding, "   ".join([*keys, f"{number}/{count}"] if count else keys))
            if finding
            else None
        )
        # This runs at every key, and a new layout of the screen costs more than the key.
        if shown != self._shown:
            self._shown = shown
            self.set_class(finding is not None, "-shown")
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._wrapped(width))

    def render(self) -> Content:
        return Content("\n").join(self._wrapped(self.content_size.width))

    def _wrapped(self, width: int) -> list[Content]:
        lines = self._lines(*self._shown) if self._shown else ()
        return [part for line in lines for part in line.wrap(max(1, width))]

    def _lines(self, finding: Finding, below: str) -> Iterator[Content]:
        name = severity_name(finding.severity)
        severity = Content.styled(f"{SIGNS[finding.severity]} {name}  ", self._style(finding))
        yield severity + (in_short(finding) if finding.text else wording.place_name(finding))
        yield Content(finding.message)
        meta = [finding.rule, finding.source]
        meta += [_("in a quotation")] if finding.scope is Scope.QUOTATION else []
        yield Content.styled(" · ".join(meta), self._meta)
        if below:
            yield Content.styled(below, self._meta)

    def _style(self, finding: Finding) -> Style:
        return self.get_visual_style(f"finding-detail--{STYLES[finding.severity]}", partial=True)

    @property
    def _meta(self) -> Style:
        return self.get_visual_style("finding-detail--meta", partial=True)
