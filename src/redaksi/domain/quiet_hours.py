"""The hours of the day in which a person is not told of anything. Pure."""

import re
from datetime import datetime, time
from typing import NamedTuple

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.text import clean

_MOMENT = r"(\d{1,2})(?:[.:](\d{2}))?"
_WRITTEN = re.compile(rf"{_MOMENT} ?[-–] ?{_MOMENT}")
_MIDNIGHT = 24


class QuietHours(NamedTuple):
    """From `begin` until `end`, which is on the next day where it is not after `begin`."""

    begin: time
    end: time

    def __str__(self) -> str:
        return f"{self.begin:%H.%M}-{self.end:%H.%M}"

    def cover(self, local: datetime) -> bool:
        """Whether `local`, a time in the zone of the newsroom, lies in these hours."""
        now = local.time()
        if self.begin < self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


def read(written: str) -> QuietHours:
    """The hours that a person wrote, such as `22.00-06.00`, `22:30 - 6` or `13-24`.

    Raises:
        BadInput: when `written` tells no hours, or the whole day.
    """
    found = _WRITTEN.fullmatch(clean.line(written))
    if found:
        begin, end = _time(found[1], found[2]), _time(found[3], found[4])
        if begin and end and begin != end:
            return QuietHours(begin, end)
    raise BadInput(
        _("{written} tells no quiet hours.").format(written=clean.line(written) or '""'),
        _('Write them such as 22.00-06.00; "" ends them.'),
    )


def _time(hours: str, minutes: str | None) -> time | None:
    hour, minute = int(hours), int(minutes or 0)
    if (hour, minute) == (_MIDNIGHT, 0):
        return time()
    try:
        return time(hour, minute)
    except ValueError:
        return None
