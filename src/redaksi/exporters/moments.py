"""Times as an Indonesian page prints them, whatever the language of the program."""

from datetime import datetime, tzinfo

from redaksi.text.calendar import DAYS, MONTHS


def spoken(at: datetime, zone: tzinfo) -> str:
    """`at` in `zone`, such as `Senin, 3 Juni 2024, 10.30 WIB`."""
    local = at.astimezone(zone)
    day, month = DAYS[local.weekday()], MONTHS[local.month - 1]
    return f"{day}, {local.day} {month} {local.year}, {local:%H.%M} {local.tzname()}"


def stamp(at: datetime, zone: tzinfo) -> str:
    """`at` in `zone` for programs, such as `2024-06-03T10:30:00+07:00`."""
    return at.astimezone(zone).isoformat("T", "seconds")
