"""The settings of a file as a list: each with its key, its value as people type it, and its kind.

The list follows the types that hold the settings (`config.House`, `config.Settings`), so a new
setting is in it by itself.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

import msgspec
from msgspec import inspect

from redaksi import i18n
from redaksi.desk import setting_values
from redaksi.desk.setting_values import OFF, ON
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.text import clean

IN_THE_FILE = ("target", "notify", "copydesk.rules")
"""The settings that decide which programs run and where copy goes, with all that is below them.

They are shown, and changed only by a person who has the file open.
"""
LANGUAGE = "language"
"""The setting whose values the program has: the languages of the screens."""


class SettingKind(StrEnum):
    """How a setting is changed."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    """One of a few values; on and off are two of them."""
    LIST = "list"
    """Several values, typed with commas between them."""
    FILE = "file"
    """Not here: in the file itself."""


class Setting(NamedTuple):
    """A setting: `value` and `default` as the file has them, `choices` for a choice or a list.

    A dot in `key` parts the table from the name in it. `least` and `most` bound a number.
    """

    key: str
    kind: SettingKind
    value: str
    default: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


def listed(settings: msgspec.Struct) -> Iterator[Setting]:
    """Every setting of `settings`, in the order of its type; tables follow what stands alone."""
    return _listed(settings, type(settings)(), "")


def _listed(settings: msgspec.Struct, default: msgspec.Struct, table: str) -> Iterator[Setting]:
    """The settings of `settings`, which are those of `table`; their defaults are in `default`."""
    tables: list[Iterator[Setting]] = []
    for field in msgspec.structs.fields(settings):
        key = f"{table}{field.encode_name}"
        value, usual = getattr(settings, field.name), getattr(default, field.name)
        if isinstance(value, msgspec.Struct):
            tables.append(_listed(value, usual, f"{key}."))
        else:
            yield _setting(key, inspect.type_info(field.type), value, usual)
    yield from chain.from_iterable(tables)


def find(settings: Iterable[Setting], key: str) -> Setting:
    """The setting called `key`.

    Raises:
        BadInput: when there is none.
    """
    for one in settings:
        if one.key == key:
            return one
    raise BadInput(_("there is no setting {name}").format(name=clean.line(key)) + ".")


def meant(setting: Setting, typed: str) -> object:
    """The value that `typed` means for `setting`, as TOML holds it.

    Raises:
        BadInput: when `setting` is changed only in the file, or `typed` is no such value.
    """
    typed = clean.line(typed)
    if setting.kind is SettingKind.FILE:
        raise BadInput(
            _("{name} is changed only in the file.").format(name=setting.key),
            _("It decides which programs run or where copy goes; open the file with an editor."),
        )
    if setting.kind is SettingKind.LIST:
        return [_among(one, setting) for one in map(str.strip, typed.split(",")) if one]
    if setting.kind is SettingKind.NUMBER:
        return _number(typed, setting)
    value = _among(typed, setting)
    return value == ON if setting.choices == (ON, OFF) else value


def _number(typed: str, setting: Setting) -> int:
    """The number `typed`, which `setting` may be.

    Raises:
        BadInput: when `typed` is no number, or beyond the bounds of `setting`.
    """
    try:
        number = int(typed)
    except ValueError:
        raise BadInput(_("{value} is no number.").format(value=typed or "–")) from None
    if setting.least is not None and number < setting.least:
        raise BadInput(
            _("{value} is too small: {least} or more.").format(value=number, least=setting.least)
        )
    if setting.most is not None and number > setting.most:
        raise BadInput(
            _("{value} is too large: {most} at most.").format(value=number, most=setting.most)
        )
    return number


def _among(typed: str, setting: Setting) -> str:
    """The value that `typed` means, which `setting` may have.

    Raises:
        BadInput: when `setting` has choices, and `typed` is none of them.
    """
    if not setting.choices:
        return typed
    value = setting_values.named(typed, setting.choices)
    if value is None:
        names = ", ".join(setting_values.word(one) for one in setting.choices if one)
        raise BadInput(
            _("{value} is none of the values.").format(value=typed or "–"),
            _("There are: {names}.").format(names=names),
        )
    return value


def _setting(key: str, kind: inspect.Type, value: object, usual: object) -> Setting:
    how, choices = _kind(kind)
    if key == LANGUAGE:
        how, choices = SettingKind.CHOICE, (*([] if usual else [""]), *i18n.LANGUAGES)
    if any(f"{key}.".startswith(f"{name}.") for name in IN_THE_FILE) or _is_unspeakable(value):
        how = SettingKind.FILE
    return Setting(key, how, _typed(value), _typed(usual), choices, *_bounds(kind))


def _kind(kind: inspect.Type) -> tuple[SettingKind, tuple[str, ...]]:
    """How a value of the type `kind` is changed, and the values that it may be."""
    match kind:
        case inspect.Metadata():
            found = _kind(kind.type)
        case inspect.BoolType():
            found = SettingKind.CHOICE, (ON, OFF)
        case inspect.IntType():
            found = SettingKind.NUMBER, ()
        case inspect.StrType():
            found = SettingKind.TEXT, ()
        case inspect.LiteralType():
            found = SettingKind.CHOICE, tuple(map(str, kind.values))
        case inspect.EnumType():
            found = SettingKind.CHOICE, tuple(str(one.value) for one in kind.cls)
        case inspect.VarTupleType() if not isinstance(kind.item_type, inspect.StructType):
            found = SettingKind.LIST, _kind(kind.item_type)[1]
        case _:
            found = SettingKind.FILE, ()
    return found


def _bounds(kind: inspect.Type) -> tuple[int | None, int | None]:
    """The least and the greatest number of the type `kind`."""
    if isinstance(kind, inspect.Metadata):
        return _bounds(kind.type)
    return (kind.ge, kind.le) if isinstance(kind, inspect.IntType) else (None, None)


def _is_unspeakable(value: object) -> bool:
    """Whether `value` is a list that cannot be typed with commas between its members."""
    return isinstance(value, tuple) and any("," in str(one) for one in value)


def _typed(value: object) -> str:
    """`value` as a person types it; of a table, or a list of tables, the names in it."""
    plain = msgspec.to_builtins(value)
    if isinstance(plain, bool):
        return ON if plain else OFF
    if isinstance(plain, dict | list | tuple):
        return ", ".join(str(one["name"]) if isinstance(one, dict) else str(one) for one in plain)
    return str(plain)
