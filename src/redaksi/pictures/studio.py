"""Ask a child process to decode pictures; it is started when it is first needed."""

import subprocess
import sys
import weakref
from contextlib import suppress
from threading import Lock, Timer

import msgspec

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.pictures.exchange import (
    PictureFacts,
    Reply,
    Task,
    Undecodable,
    WebFiles,
    receive,
    send,
)

_decode = msgspec.msgpack.Decoder[Reply](Reply).decode
SECONDS = 60.0
"""The time in which a picture must be decoded."""


class Studio:
    """A child process for one picture at a time; safe for several threads.

    A process that a picture ends, or that takes too long, is replaced by a new one. The process
    ends with this object.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

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
        with self._lock:
            process = self._process or self._start()
            self._process = None  # until the reply is here, nobody knows whether it still works
            late = Timer(self._seconds, process.kill)
            late.daemon = True
            late.start()
            try:
                reply = _exchange(process, task)
            finally:
                late.cancel()
                if process.poll() is not None:
                    _end(process)
            self._process = process
            return reply

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            (sys.executable, "-P", "-m", "redaksi.pictures.child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        weakref.finalize(self, _end, process)
        return process


def _exchange(process: subprocess.Popen[bytes], task: Task) -> Reply:
    """The reply of `process` to `task`.

    Raises:
        BadInput: when the process ended.
    """
    assert process.stdin and process.stdout  # noqa: S101, PT018 - both are pipes
    try:
        send(process.stdin, task)
        return _decode(receive(process.stdout))
    except (OSError, EOFError, msgspec.MsgspecError) as error:
        _end(process)
        raise _refusal("memory") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(OSError), process:  # closes the pipes and waits
        pass


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
