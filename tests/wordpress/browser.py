"""A headless Chromium, led by its own protocol over two pipes.

https://chromedevtools.github.io/devtools-protocol/
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

PATIENCE = 120.0
"""Seconds within which a page must be ready, on the busiest machine."""


def program() -> str | None:
    """The path of Chromium; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Page:
    """A page of the browser."""

    def __init__(self, asks: BinaryIO, answers: BinaryIO) -> None:
        self._asks = asks
        self._answers = answers
        self._numbers = count(1)
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of `method`."""
        number = next(self._numbers)
        asked: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        self._asks.write(json.dumps(asked).encode() + b"\0")
        self._asks.flush()
        while (answer := json.loads(self._message())).get("id") != number:
            pass
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        result: dict[str, Any] = answer["result"]
        return result

    def cookies(self, url: str, cookies: Mapping[str, str]) -> None:
        """Set `cookies` of `url`."""
        for name, value in cookies.items():
            self.call("Network.setCookie", url=url, name=name, value=value)

    def open(self, url: str) -> None:
        """Go to `url`."""
        self.call("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """The value of the JavaScript expression `script`."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until `script` is true."""
        ending = time.monotonic() + PATIENCE
        while True:
            with suppress(RuntimeError):
                if self.run(script):
                    return
            if time.monotonic() > ending:
                raise TimeoutError(script)
            time.sleep(0.2)

    def _message(self) -> bytes:
        read = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            if not byte:
                raise RuntimeError("Chromium ended")
            read += byte
        return bytes(read)


@contextmanager
def page() -> Iterator[Page]:
    """An empty page of a new browser."""
    with tempfile.TemporaryDirectory(prefix="redaksi-chromium-") as folder:
        theirs_in, asks = os.pipe()
        answers, theirs_out = os.pipe()
        command = [
            *(str(program()), "--headless=new", "--no-sandbox", "--disable-gpu"),
            *("--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"),
            *(f"--user-data-dir={folder}", "--remote-debugging-pipe"),
        ]
        process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "bash", *command],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=(Path(folder) / "log").open("wb"),
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            with os.fdopen(asks, "wb") as to, os.fdopen(answers, "rb") as back:
                yield Page(to, back)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
