"""Ask a child process to decode pictures; it is started when it is first needed."""

import msgspec

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.pictures.exchange import PictureFacts, Reply, Task, Undecodable, WebFiles
from redaksi.system.child import Child, ChildEnded

SECONDS = 60.0
"""The time in which a picture must be decoded."""


class Studio:
    """A child process for one picture at a time; safe for several threads."""

    def __init__(self, seconds: float = SECONDS) -> None:
        decode = msgspec.msgpack.Decoder[Reply](Reply).decode
        self.child = Child("redaksi.pictures.child", decode, seconds)

    def look(self, data: bytes, preview: tuple[int, int] | None = None) -> PictureFacts:
        """The format, the sides and the words of the picture in `data`.

        `preview` asks also for a small picture of at most so many pixels, in width and height.

        Raises:
            BadInput: when it is no picture that can be published.
        """
        reply = self._ask(Task(data, preview=preview))
        if not isinstance(reply, PictureFacts):
            raise _refusal(reply.why if isinstance(reply, Undecodable) else "broken")
        return reply

    def web_files(self, data: bytes, longest: int) -> WebFiles:
        """The picture in `data` as files for the web, with sides of at most `longest` pixels.

        Raises:
            BadInput: when it is no picture that can be published.
        """
        reply = self._ask(Task(data, longest))
        if not isinstance(reply, WebFiles):
            raise _refusal(reply.why if isinstance(reply, Undecodable) else "broken")
        return reply

    def _ask(self, task: Task) -> Reply:
        try:
            return self.child.ask(task)
        except ChildEnded as error:
            raise _refusal("memory") from error


def _refusal(why: str) -> BadInput:
    if why == "format":
        return BadInput(
            _("This is no picture in JPEG, PNG, WebP or GIF, or its beginning is damaged."),
            _("Save it as JPEG with another program, then add that file."),
        )
    if why == "pixels":
        return BadInput(
            _("The picture has more than 100 million pixels."), _("Make it smaller first.")
        )
    if why == "memory":
        return BadInput(
            _("The picture takes more time or memory to open than Redaksi allows."),
            _("Save it as JPEG with another program, then add that file."),
        )
    return BadInput(
        _("The picture is damaged: it cannot be read to its end."), _("Take another copy of it.")
    )
