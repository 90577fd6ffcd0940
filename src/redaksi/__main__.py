"""The program `redaksi`."""

import io
import sys

from redaksi import garbage


def main() -> None:
    """Run the command line, where the system can: the store needs POSIX locks."""
    if sys.platform == "win32":
        sys.exit("Redaksi needs Linux or macOS. On Windows it runs under WSL: wsl --install, then install it there.")
    garbage.put_off()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that the terminal lacks is no reason to stop
    from redaksi.cli import run  # noqa: PLC0415 - POSIX only

    sys.exit(run())


if __name__ == "__main__":
    main()
