"""Fields of a file that this program does not know. Pure."""

from collections.abc import Iterator, Mapping


def unknown(found: object, known: object, place: str = "") -> Iterator[str]:
    """The places of the fields in `found`, as a file holds them, that `known`, which was
    decoded from it, lacks.
    """
    if found == known:  # most are: then nothing in them needs to be gone through
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
