"""`python -m tests.wordpress.server` runs a new WordPress on this machine until its input ends.

WordPress is the one of Debian, with MariaDB and PHP's own web server, on a free port of loopback.
The program prints one line of JSON, the fields of `Website`, when the website answers; it stops
everything and removes the website when its standard input ends, so that nothing is left behind
when the program that started it is killed. `--keep DIR` keeps the website in DIR.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, NoReturn, TextIO

PROGRAMS = ("php", "mariadbd", "mariadb-install-db")
UNPACKED = Path(os.environ.get("REDAKSI_WORDPRESS", "/var/cache/redaksi-wordpress"))
"""The folder into which `setup.sh` unpacks WordPress."""
WORKERS = 4
"""The requests that the web server answers at the same time."""
PATIENCE = 120.0
"""Seconds within which each program must come up, on the busiest machine."""

_HERE = Path(__file__).parent
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Website(NamedTuple):
    """A running WordPress: its address, its version, application passwords by user, its files."""

    url: str
    version: str
    secrets: dict[str, str]
    folder: str


def missing() -> str:
    """What is missing to run a WordPress here; "" for nothing."""
    absent = [name for name in PROGRAMS if not shutil.which(name)]
    if not (UNPACKED / "usr/share/wordpress/wp-load.php").exists():
        absent.append(f"WordPress in {UNPACKED}")
    return f"{', '.join(absent)} (tests/wordpress/setup.sh installs it)" if absent else ""


@contextmanager
def running() -> Iterator[Website]:
    """A new WordPress, in a process of its own that soon follows a caller that is killed."""
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "tests.wordpress.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C reaches the tests only
        cwd=_HERE.parent.parent,
    )
    assert supervisor.stdin
    assert supervisor.stdout
    try:
        line = supervisor.stdout.readline()
        if not line:
            raise RuntimeError("WordPress did not come up")
        yield Website(**json.loads(line))
    finally:
        supervisor.stdin.close()
        supervisor.wait(PATIENCE)
        supervisor.stdout.close()


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Website]:
    """A WordPress in `folder`, which is made if it is not there yet."""
    with ExitStack() as stack:
        is_new = not (folder / "site").exists()
        if is_new:
            _lay_out(folder, port)
        database = stack.enter_context(_program(_database(folder), folder / "database.log"))
        _until(lambda: _asked(folder, "SELECT 1"), database)
        if is_new:
            _asked(folder, "CREATE DATABASE wordpress")
            (folder / "made.json").write_bytes(
                subprocess.run(
                    ["php", str(_HERE / "install.php"), str(folder / "site"), str(port)],
                    check=True,
                    capture_output=True,
                ).stdout
            )
        url = f"http://127.0.0.1:{port}"
        web = stack.enter_context(_program(_web(folder, port), folder / "web.log"))
        _until(lambda: _answers(f"{url}/wp-json/"), web)
        made = json.loads((folder / "made.json").read_text().splitlines()[-1])
        yield Website(url, made["version"], made["secrets"], str(folder))


def _lay_out(folder: Path, port: int) -> None:
    """The files of the website and of an empty database."""
    source = UNPACKED / "usr/share/wordpress"
    # Debian links parts of WordPress to other packages: the links are followed, or left out.
    shutil.copytree(source, folder / "site", ignore_dangling_symlinks=True)
    (folder / "site/wp-config.php").unlink(missing_ok=True)
    (folder / "site/wp-config.php").write_text(_config(folder, port))
    subprocess.run(
        [
            "mariadb-install-db",
            "--no-defaults",
            *_as_root(),
            f"--datadir={folder / 'database'}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ],
        check=True,
        capture_output=True,
    )


def _config(folder: Path, port: int) -> str:
    words = "".join(
        f"define('{name}_KEY', '{name}k'); define('{name}_SALT', '{name}s');\n"
        for name in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")
    )
    return f"""<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{folder}/socket'); define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_ENVIRONMENT_TYPE', 'local'); define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HOME', 'http://127.0.0.1:{port}'); define('WP_SITEURL', 'http://127.0.0.1:{port}');
{words}$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


def _database(folder: Path) -> list[str]:
    return [
        "mariadbd",
        "--no-defaults",
        *_as_root(),
        f"--datadir={folder / 'database'}",
        f"--socket={folder / 'socket'}",
        f"--pid-file={folder / 'database.pid'}",
        "--skip-networking",
        "--innodb-buffer-pool-size=64M",
        "--innodb-flush-log-at-trx-commit=0",
    ]


def _web(folder: Path, port: int) -> list[str]:
    return [
        "php",
        *("-d", "upload_max_filesize=20M", "-d", "post_max_size=25M"),
        *("-S", f"127.0.0.1:{port}", "-t", str(folder / "site")),
    ]


def _as_root() -> list[str]:
    return ["--user=root"] if os.geteuid() == 0 else []


@contextmanager
def _program(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`command` in a group of its own, which is ended whole, also when this process is killed."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env=os.environ | {"PHP_CLI_SERVER_WORKERS": str(WORKERS)},
        )
    # The workers of PHP outlive their parent: a watcher ends them when this process is gone.
    watcher = subprocess.Popen(
        ["bash", "-c", f"cat >/dev/null; kill -KILL -- -{process.pid}"],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        watcher.kill()
        watcher.communicate()


def _asked(folder: Path, statement: str) -> bool:
    """Whether the database answered `statement`."""
    command = ["mariadb", "--no-defaults", "-uroot", "-S", str(folder / "socket")]
    return not subprocess.run(
        [*command, "-e", statement], check=False, capture_output=True
    ).returncode


def _answers(url: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(url, timeout=PATIENCE) as page:
        return bool(page.status == 200)
    return False


def _until(condition: object, process: subprocess.Popen[bytes]) -> None:
    """Wait until `condition` is true, as long as `process` lives."""
    assert callable(condition)
    until = time.monotonic() + PATIENCE
    while not condition():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{process.args!r} did not come up")
        time.sleep(0.05)


def _at_the_end(stream: TextIO) -> None:
    """Stop this process when `stream` ends, also while the website is still starting."""
    stream.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(*_: object) -> NoReturn:
    """Leave everything that was entered; the next signal does not disturb that."""
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise SystemExit


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.wordpress.server")
    parser.add_argument("--keep", type=Path, help="keep the website in this folder")
    parser.add_argument("--port", type=int, help="the port of loopback (default: a free one)")
    chosen = parser.parse_args()
    if why := missing():
        sys.exit(f"There is no WordPress here: {why}")
    with ExitStack() as stack:
        folder = chosen.keep or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="redaksi-wordpress-"))
        )
        folder.mkdir(parents=True, exist_ok=True)
        port = chosen.port or free_port()
        for one in _SIGNALS:
            signal.signal(one, _stop)
        threading.Thread(target=_at_the_end, args=(sys.stdin,), daemon=True).start()
        website = stack.enter_context(serving(folder.resolve(), port))
        print(json.dumps(website._asdict()), flush=True)  # noqa: T201 - for the caller
        while True:
            signal.pause()


if __name__ == "__main__":
    main()
