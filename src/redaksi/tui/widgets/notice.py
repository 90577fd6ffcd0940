"""A line below the title that warns."""

from textual.widgets import Static


class Notice(Static):
    """A line that is hidden while it is empty."""

    def __init__(self) -> None:
        super().__init__("", id="notice", markup=False)

    def say(self, sentence: str) -> None:
        """Show `sentence`; an empty one hides the line."""
        self.update(f"! {sentence}" if sentence else "")
        self.set_class(bool(sentence), "-shown")
