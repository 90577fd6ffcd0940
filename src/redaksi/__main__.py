"""The entry point of the program `redaksi`."""

import os
import sys

try:
    import signal
except KeyboardInterrupt:
    sys.exit(130)


def _leave(*_signal: object) -> None:
    """Exit at Ctrl+C while no action is in progress that could be left half done."""
    os._exit(130)


_IS_ASKED = signal.getsignal(signal.SIGINT) is signal.default_int_handler
"""Whether this program handles Ctrl+C.

False where the parent ignores SIGINT, as shells do for programs in the background.
"""
if _IS_ASKED:
    signal.signal(signal.SIGINT, _leave)


def main() -> None:
    """Run the command line, if the system has the POSIX locks that the store needs."""
    if sys.platform == "win32":
        sys.exit(
            "Redaksi needs Linux or macOS. On Windows it runs under WSL: wsl --install, then "
            "install it there."
        )
    from redaksi import runtime  # noqa: PLC0415 - after Ctrl+C is answered
    from redaksi.system import streams  # noqa: PLC0415 - after Ctrl+C is answered

    runtime.delay_collection()
    streams.hold()
    from redaksi.cli import INTERRUPTED, run  # noqa: PLC0415 - POSIX only

    try:
        if _IS_ASKED:
            signal.signal(
                signal.SIGINT, signal.default_int_handler
            )  # KeyboardInterrupt lets a command clean up
        code = run()
        if _IS_ASKED:
            signal.signal(signal.SIGINT, _leave)
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
