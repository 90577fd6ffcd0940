"""The child process that reads files of other programs, with limits of memory and processor time.

It is started with the language of its sentences.
"""

import resource
import sys
from contextlib import suppress
from importlib import import_module

import msgspec

from redaksi import i18n
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers.exchange import ReadingRefusal, ReadingResult, ReadingTask, Reply
from redaksi.importers.recognition import FORMATS
from redaksi.system.serving import serve

_MEMORY = 500 << 20
"""The most bytes of memory of this process."""
_SECONDS = 10
"""The most seconds of processor time for a file."""


def main() -> None:
    """Reply to each task until the input ends."""
    i18n.install(sys.argv[1])
    decode = msgspec.msgpack.Decoder(ReadingTask).decode
    serve(lambda message: reply(decode(message)), _MEMORY)


def reply(task: ReadingTask) -> Reply:
    """The copy in the file of `task`, or its refusal."""
    _allow(_SECONDS)
    try:
        importer = import_module(f"redaksi.importers.{FORMATS[task.module].module}")
        return ReadingResult(importer.read(task.data, task.name))
    except BadInput as error:
        return ReadingRefusal(error.sentence, error.hint)
    except (MemoryError, RecursionError):
        return too_much(task.name)
    except Exception as error:  # noqa: BLE001 - a hostile file makes a parser raise anything
        kind = FORMATS[task.module].name
        return ReadingRefusal(
            _("{name} is damaged: it cannot be read as {kind} ({error}).").format(
                name=task.name, kind=kind, error=type(error).__name__
            ),
            _("Open it with the program that made it, and save it again."),
        )


def too_much(name: str) -> ReadingRefusal:
    """The refusal of the file `name`, which crashed the parser or took more than is allowed."""
    return ReadingRefusal(
        _("{name} takes more time or memory to read than Redaksi allows.").format(name=name),
        _("Copy its text into a .txt or .md file and take that."),
    )


def _allow(seconds: int) -> None:
    """Let the system end this process after `seconds` more of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(ValueError, OSError):  # a lower limit of the whole program stays
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        most = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


if __name__ == "__main__":
    main()
