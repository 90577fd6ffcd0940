"""A line below the title that warns."""

from textual.widgets import Static


class Notice(Static):
    """Is shown while it has something to say."""

    def __init__(self) -> None:
        super().__init__("", id="notice", markup=False)

    def say(self, sentence: str) -> None:
        """Show `sentence`; "" takes the line away."""
        self.update(f"! {sentence}" if sentence else "")
        self.set_class(bool(sentence), "-shown")
