"""`make try-wordpress` runs a real WordPress beside a copy of the sample newsroom, until Ctrl+C.

Everything lies in a temporary folder, also the home in which the target is trusted: nothing of
the person is changed, and nothing is left behind.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.wordpress.server import Website, missing, running

SETUP = Path(__file__).with_name("setup.sh")
USER = "editor"
ADMIN = {"admin": "admin", "password": "admin-pw"}
"""The administrator that `install.php` makes."""
TARGET = """
[[target]]
name = "situs"
kind = "wordpress"
url = "{url}"
user = "{user}"
secret = "env:SITUS_PASSWORD"
on_publish = true
"""
TELLS = """
The website:   {url}
Its desk:      {url}/wp-login.php  (user {admin}, password {password})

In another terminal:

  . {environment}    # settings for that terminal only
  redaksi deliver --all --dry-run
  redaksi deliver --all
  redaksi status
  redaksi                # D shows the deliveries, p on an article in review publishes and delivers

Change a text on the website, deliver it again, and see the difference.
Ctrl+C here stops and removes everything.
"""


def main() -> None:
    try:
        if why := missing():
            _install(why)
        with tempfile.TemporaryDirectory(prefix="redaksi-try-") as folder:
            _say("Starting WordPress, which takes up to a minute ...")
            with running() as website:
                _serve(Path(folder), website)
    except KeyboardInterrupt:
        _say("Everything is stopped and removed.")


def _install(why: str) -> None:
    """Say what is missing and what will be installed, then install that as root."""
    lists = dict(re.findall(r'^(PROGRAMS|UNPACKED)="(.*)"$', SETUP.read_text(), re.MULTILINE))
    _say(f"Missing: {why}.")
    _say(f"From the packages of Debian: {lists['PROGRAMS']}.")
    _say(f"Unpacked into a folder, not installed: {lists['UNPACKED']}.")
    if os.geteuid() != 0:
        sys.exit(f"That takes root, once: sudo {SETUP}")
    subprocess.run([SETUP], check=True)


def _serve(folder: Path, website: Website) -> None:
    """Make the newsroom and its trusted target, say how to try them, and wait for Ctrl+C."""
    newsroom, environment = folder / "ruang", folder / "env"
    home = str(folder / "home")
    variables = {
        "HOME": home,
        **{f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "STATE")},
        "REDAKSI_NEWSROOM": str(newsroom),
        "SITUS_PASSWORD": website.secrets[USER],
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    Path(home).mkdir()
    environment.touch(mode=0o600)
    environment.write_text(
        "".join(f"export {name}={shlex.quote(value)}\n" for name, value in variables.items())
    )
    _redaksi(variables, "demo", str(newsroom))
    with (newsroom / "newsroom.toml").open("a") as settings:
        settings.write(TARGET.format(url=website.url, user=USER))
    _redaksi(variables, "trust", "target", "situs", "--yes")
    _say(TELLS.format(url=website.url, environment=environment, **ADMIN))
    try:
        while True:
            time.sleep(3600)
    finally:
        _say("Stopping ...")


def _redaksi(variables: dict[str, str], *arguments: str) -> None:
    program = str(Path(sys.executable).with_name("redaksi"))
    subprocess.run(
        [program, *arguments],
        check=True,
        env={**os.environ, **variables},
        stdout=subprocess.DEVNULL,
    )


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - for the person who tries it


if __name__ == "__main__":
    main()
