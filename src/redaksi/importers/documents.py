"""Files of other programs, read in a child process: a file that crashes a parser is refused."""

from functools import cache

import msgspec

from redaksi import i18n
from redaksi.errors import BadInput
from redaksi.importers import recognition
from redaksi.importers.base import Imported
from redaksi.importers.child import too_much
from redaksi.importers.exchange import ReadingRefusal, ReadingTask, Reply
from redaksi.importers.recognition import Format
from redaksi.system.child import Child, ChildEnded

SECONDS = 12.0
"""The time in which a file must be read."""


def read(kind: Format, data: bytes, name: str) -> Imported:
    """The copy in `data`, the file `name` of the format `kind`.

    Raises:
        BadInput: when the file is damaged or too large, or what reads it is not installed.
    """
    recognition.check(kind, data, name)
    try:
        reply = _child(i18n.current()).ask(ReadingTask(kind.module, name, data))
    except ChildEnded:
        reply = too_much(name)
    if isinstance(reply, ReadingRefusal):
        raise BadInput(reply.sentence, reply.hint)
    return reply.piece


@cache
def _child(language: str) -> Child[Reply]:
    """The child process whose sentences are in `language`."""
    decode = msgspec.msgpack.Decoder[Reply](Reply).decode
    return Child("redaksi.importers.child", decode, SECONDS, language)
