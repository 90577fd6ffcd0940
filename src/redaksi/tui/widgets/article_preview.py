"""The beginning of an article beside the board: as much as fits, nothing to scroll."""

from itertools import islice
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from redaksi.domain.article import Dossier
from redaksi.tui.widgets import article_parts


class ArticlePreview(Widget):
    """Shows the head, the notices and the first paragraphs of `dossier`; empty for None."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-text--{name}" for name in article_parts.STYLES
    }

    dossier: reactive[Dossier | None] = reactive(None)

    def render(self) -> Content:
        if self.dossier is None:
            return Content("")
        paint = {
            name: self.get_visual_style(f"article-text--{name}", partial=True)
            for name in article_parts.STYLES
        }
        parts = article_parts.ArticleParts(
            self.dossier, paint, self.dossier.article.updated_at, resolved=False
        )
        width, height = self.content_size
        lines: list[Content] = []
        for part in parts.parts():
            lines += [*([Content("")] if lines else []), *part.lines(max(1, width))]
            if len(lines) >= height:
                break
        return Content("\n").join(islice(lines, height))
