"""The desk in the terminal."""

from redaksi.desk import Desk


def run(desk: Desk) -> int | None:
    """Show DESK until the person leaves; the exit code."""
    from redaksi.tui.app import RedaksiApp  # noqa: PLC0415 - Textual is loaded when a screen is wanted

    app = RedaksiApp(desk)
    app.run()
    return app.return_code
