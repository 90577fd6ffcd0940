"""Links that open: only http and https, in the browser of this machine, if the person sees it."""

import os
import sys
import webbrowser
from collections.abc import Mapping
from urllib.parse import urlsplit


def is_safe(address: str) -> bool:
    """Whether `address` may be opened: an http or https address of a host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_here(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a browser would open beside this terminal.

    Over SSH it would open on the remote machine, and without a display inside this terminal.
    """
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return False
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return platform in {"darwin", "win32"} or bool(has_display)


def open_page(address: str) -> bool:
    """Open `address` in the browser; whether one was started."""
    return is_safe(address) and is_here() and webbrowser.open(address)
