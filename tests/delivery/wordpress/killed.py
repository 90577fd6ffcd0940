"""`python -m tests.delivery.wordpress.killed FOLDER [MOMENT [ARTICLE]]` delivers all that is due.

With ARTICLE, this article is withdrawn instead.

The process kills itself at the moment with the number MOMENT (from 1). Moments are before and
after each request that writes something on the website and each line of the ledger. Without
MOMENT it prints the number of moments and the states as JSON.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from redaksi import config
from redaksi.delivery import opening
from redaksi.delivery.ledger import OpenLedger
from redaksi.delivery.opening import Surroundings
from redaksi.delivery.wordpress.client import Client
from redaksi.delivery.wordpress.media import Picture
from redaksi.delivery.wordpress.target import WordPress
from redaksi.desk import Desk, Identity
from redaksi.domain.article import Photo
from redaksi.domain.delivery import Target
from redaksi.store.files import FileStore
from tests.delivery.wordpress.site import picture, png
from tests.desk.rooms import CHIEF, LOGIN

SIDE = 6
"""The side of the pictures, in pixels; the colour tells them apart."""


def drawn(photo: Photo) -> Picture | None:
    """The picture of a photo whose file is the number of a colour."""
    return (
        picture(png(int(photo.file) % 256, SIDE + int(photo.file) // 256)) if photo.file else None
    )


def connect(target: Target, secret: str, around: Surroundings) -> WordPress:
    """The target, whose photos are drawn."""
    return WordPress(target, secret, drawn, around.site(target.photo_width).zone)


def watched(act: Callable[..., Any], tick: Callable[[], None]) -> Callable[..., Any]:
    """`act` with a moment before and a moment after it; requests that only ask have none."""

    @wraps(act)
    def inner(*arguments: Any, **named: Any) -> Any:
        if {"GET", "HEAD"} & {one for one in arguments if isinstance(one, str)}:
            return act(*arguments, **named)
        tick()
        result = act(*arguments, **named)
        tick()
        return result

    return inner


def main() -> None:
    folder, moment = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    passed = count(1)
    last = 0

    def tick() -> None:
        nonlocal last
        last = next(passed)
        if last == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    Client._once = watched(Client._once, tick)  # type: ignore[method-assign]
    OpenLedger.append = watched(OpenLedger.append, tick)  # type: ignore[method-assign]
    opening.connect = connect
    identity = Identity(name=CHIEF, login=LOGIN, host="host")
    with FileStore(folder) as store:
        desk = Desk(store, config.load_house(folder), identity, lambda: datetime.now(UTC))
        if len(sys.argv) > 3:
            states = [desk.deliveries.withdraw(sys.argv[3], "situs", "Salah").state]
        else:
            states = [one.state for one in desk.deliveries.deliver().outcomes]
    told = {"moments": last, "states": states}
    sys.stdout.write(msgspec.json.encode(told).decode())


if __name__ == "__main__":
    main()
