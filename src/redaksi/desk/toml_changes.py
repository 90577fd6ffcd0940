"""A change of one value in a TOML file that people write: comments and all other lines stay."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from redaksi.errors import BadInput
from redaksi.i18n import _, messages
from redaksi.text import toml_lines

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def changed(text: str, key: str, value: object, where: object) -> str:
    """`text`, the content of the file `where`, with `value` at `key`; None takes the line out.

    A dot in `key` parts the table from the name in it.

    Raises:
        BadInput: when `text` is no TOML, or cannot be changed without losing something.
    """
    import tomlkit  # noqa: PLC0415 - loaded only for a change
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - loaded only for a change

    try:
        wanted = toml_lines.loads(text)
        document = tomlkit.parse(text)
    except (ValueError, TOMLKitError) as error:
        raise BadInput(f"{where}: {messages.said(error)}.") from error
    with suppress(ValueError, TOMLKitError):  # the library leaves some lists broken
        _put(document, key, value)
        after = tomlkit.dumps(document)
        _put(wanted, key, value)
        if toml_lines.loads(after) == wanted:
            return after
    raise BadInput(
        _("{name} in {file} is written in a way that only a person can change.").format(
            name=key, file=where
        ),
        _("Nothing was changed. Open the file with an editor."),
    )


def _put(content: "TOMLDocument | dict[str, Any]", key: str, value: object) -> None:
    """Set `key` in `content` to `value`; an empty table that this leaves behind stays."""
    *tables, name = key.split(".")
    place: Any = content
    for table in tables:
        place = place.setdefault(table, {})
    if value is None:
        place.pop(name, None)
    elif isinstance(value, list) and isinstance(place.get(name), list):
        _fill(place[name], value)
    else:
        place[name] = value


def _fill(present: list[Any], wanted: Iterable[object]) -> None:
    """Make `present` equal to `wanted`; what keeps its place keeps the comments beside it."""
    wanted = list(wanted)
    for one in [one for one in present if one not in wanted]:
        present.remove(one)
    for place, one in enumerate(wanted):
        if list(present[place : place + 1]) != [one]:
            if one in present[place:]:
                present.pop(list(present).index(one, place))
            present.insert(place, one)
    del present[len(wanted) :]
