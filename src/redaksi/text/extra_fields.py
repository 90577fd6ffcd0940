"""Fields of a file that this version of the program does not know. Pure."""

from collections.abc import Iterator, Mapping


def unknown(found: object, known: object, place: str = "") -> Iterator[str]:
    """The paths of the fields in `found` that are missing in `known`.

    `found` is the data of a file, `known` the value that was decoded from `found`; `place` is the
    path of both.
    """
    if found == known:  # as most are: a search would find nothing
        return
    if isinstance(found, dict) and isinstance(known, Mapping):
        for key, value in found.items():
            where = f"{place}.{key}" if place else str(key)
            if key not in known:
                yield where
            elif isinstance(value, dict | list):
                yield from unknown(value, known[key], where)
    elif isinstance(found, list) and isinstance(known, list | tuple):
        for number, (value, other) in enumerate(zip(found, known, strict=False), start=1):
            yield from unknown(value, other, f"{place}.{number}")
