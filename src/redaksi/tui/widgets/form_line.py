"""A line of the form: a label, and the field behind it."""

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from redaksi.desk import wording
from redaksi.i18n import _
from redaksi.tui.widgets.wrapped_field import WrappedField


class FormLine(Horizontal):
    """The field of the particular called `name`, behind its label."""

    def __init__(self, name: str, field: Widget) -> None:
        label = Static(field_label(name), classes="form-label", markup=False)
        super().__init__(label, field, classes="form-line")
        self.set_class(isinstance(field, WrappedField), "-wrapped")


def field_id(name: str) -> str:
    """The id of the widget of the field `name`."""
    return f"field-{name.replace('.', '-')}"


def field_label(name: str) -> str:
    """The label of the field `name`."""
    labels = {
        "photo.caption": _("photo caption"),
        "photo.credit": _("photo credit"),
        "photo.alt": _("photo alt text"),
        "photo.file": _("photo file"),
        "photo.url": _("photo address"),
        "related": _("related (one a line: title | address)"),
    }
    return labels.get(name) or wording.field_name(name)
