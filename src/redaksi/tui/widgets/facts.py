"""Lines of a name and a value. A long value wraps beside its name, or below if space is short."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

LEAST = 16
"""The least width in cells of a value beside its name."""
BELOW = Content("  ")
"""The indent of a value below its name."""


class Fact(NamedTuple):
    """A name and its value.

    `aside` is shown less prominently after the value, `keys` before the name.
    """

    name: str
    value: str
    aside: str = ""
    keys: str = ""


class Facts(Widget):
    """A heading with facts below it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facts--heading",
        "facts--keys",
        "facts--name",
        "facts--value",
        "facts--aside",
    }

    def __init__(
        self, heading: str, facts: Iterable[Fact], none: str = "", indent: int = 13
    ) -> None:
        super().__init__()
        self._heading = heading
        self._facts: Sequence[Fact] = tuple(facts)
        self._none = none
        self._indent = indent

    @property
    def least_height(self) -> int:
        """The number of lines when no value wraps, with the blank line below."""
        return len(self._facts) + 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> Iterator[Content]:
        heading, keys, name, value, aside = (
            self.get_visual_style(f"facts--{part}", partial=True)
            for part in ("heading", "keys", "name", "value", "aside")
        )
        yield Content.styled(self._heading, heading)
        if not self._facts:
            yield Content.styled(self._none, aside)
        beside = width - self._indent >= LEAST
        for fact in self._facts:
            named = Content.styled(fact.keys, keys) + Content.styled(fact.name, name)
            told = Content.styled(fact.value, value) + Content.styled(
                f" {fact.aside}" if fact.aside else "", aside
            )
            if beside:
                yield from _beside(named, told, width, self._indent)
            else:
                yield named.truncate(width, ellipsis=True)
                yield from (BELOW + line for line in told.wrap(max(8, width - len(BELOW))))


def _beside(named: Content, told: Content, width: int, indent: int) -> Iterator[Content]:
    left = named.truncate(indent - 1, ellipsis=True, pad=True) + Content(" ")
    for line in told.wrap(width - indent):
        yield left + line
        left = Content(" " * indent)
