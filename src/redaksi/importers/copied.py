"""Plain text from another program: a page with its furniture, or paragraphs alone."""

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import page, plain, sizes
from redaksi.importers.base import Imported
from redaksi.text import clean


def read(text: str, name: str) -> Imported:
    """The copy in the plain `text` of the file `name`.

    Raises:
        BadInput: when there is no text, or far too much.
    """
    text = clean.characters(text)
    if not text.strip():
        raise BadInput(_("{name} is empty.").format(name=name), _("There is no text to take."))
    sizes.check(text, name)
    return page.read(text) if page.recognises(text) else plain.read(text)
