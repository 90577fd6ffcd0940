"""The values of settings as people read and type them, beside the words of the file."""

from redaksi.domain.finding import Severity
from redaksi.domain.workflow import severity_name
from redaksi.i18n import _, languages

ON, OFF = "true", "false"


def word(value: str) -> str:
    """The word for `value`, a value of a setting that has choices."""
    named = {
        ON: _("yes"),
        OFF: _("no"),
        "": _("by itself"),
        "bell": _("a bell"),
        "osc9": _("a notification (OSC 9)"),
        "osc777": _("a notification (OSC 777)"),
        **languages.NAMES,
        **{str(one): severity_name(one) for one in Severity},
    }
    return named.get(value, value)


def named(typed: str, choices: tuple[str, ...]) -> str | None:
    """The value among `choices` that `typed` means by itself or by its word; None for none."""
    return next((one for one in choices if typed.casefold() in (one, word(one).casefold())), None)
