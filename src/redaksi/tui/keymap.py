"""The person's own keys, read from their settings.

An invalid line is skipped; the others apply.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, TextArea

from redaksi import config
from redaksi.errors import BadInput
from redaksi.i18n import _, ngettext
from redaksi.tui import inventory, keyboard
from redaksi.tui.commands.base import Command

Commands = tuple[type[Command], ...]


class Keymap(NamedTuple):
    """The bindings that apply, and the errors of the lines that were skipped.

    `bound` maps ids of commands to Textual's names of keys.
    """

    bound: dict[str, str]
    refused: tuple[BadInput, ...]

    @property
    def complaint(self) -> BadInput | None:
        """The error of the first skipped line and the number of the others; None if all apply."""
        if len(self.refused) < 2:  # noqa: PLR2004 - a single error is shown in full
            return next(iter(self.refused), None)
        more = len(self.refused) - 1
        rest = ngettext(
            "{count} more line of [keys] is set aside, the others hold: {how} names it.",
            "{count} more lines of [keys] are set aside, the others hold: {how} names them.",
            more,
        )
        return BadInput(self.refused[0].sentence, rest.replace("{count}", str(more)), "keys")


def read(written: Mapping[str, object], file: Path) -> Keymap:
    """The keymap that `written` in the settings `file` makes.

    A line is skipped if its command or its key does not exist, or if its key would have two
    meanings on one screen.
    """
    known = {command.id(): command for command in inventory.commands()}
    bound: dict[str, str] = {}
    refused = []
    for name, keys in written.items():
        try:
            bound[name] = _line(name, keys, known, file)
        except BadInput as error:
            refused.append(error)
    while clash := next(_clashes(bound), None):
        key, rivals = clash
        wrong = _wrong(key, rivals, bound)
        del bound[wrong.id()]
        refused.append(_clash(key, rivals, wrong, file))
    return Keymap(bound, tuple(refused))


def own() -> Keymap:
    """The keymap of the person's own settings.

    Raises:
        BadInput: when the settings are not valid.
        Unreadable: when the settings cannot be read.
    """
    keys = config.load_settings().keys
    return read(keys, config.settings_file()) if keys else Keymap({}, ())


def bind(command: type[Command], typed: str | None) -> None:
    """Bind the keys that are `typed`, with blanks between, to `command`; None: its usual keys.

    The person's settings hold it, and it is installed at once.

    Raises:
        BadInput: when a key cannot be its key, or clashes with another command on a screen.
        StorageError: when the settings cannot be written.
    """
    from redaksi.desk import preferences  # noqa: PLC0415 - loaded only for a change

    present = config.load_settings().keys
    file = Path(config.settings_file().name)  # the sentences stand in a dialog, with little room
    written = {name: keys for name, keys in present.items() if name != command.id()}
    before = {one.sentence for one in read(written, file).refused}
    if typed is not None:
        written[command.id()] = " ".join(typed.split())
    wanted = read(written, file)
    for error in wanted.refused:
        if error.sentence not in before:
            raise BadInput(error.sentence, _("Nothing was changed. Type another key."))
    preferences.remember({f"keys.{command.id()}": written.get(command.id())})
    keyboard.install(wanted.bound)


def moving() -> set[str]:
    """The keys that lists, panes and the app itself use: no command may have them."""
    ours = [
        widget
        for widget in inventory.subclasses(Widget)
        if widget.__module__.startswith("redaksi.tui.widgets")
    ]
    return {"tab", "shift+tab", *_keys(App), *chain.from_iterable(map(_keys, ours))}


def typing() -> set[str]:
    """The keys that text fields use."""
    return {key for kind in (Input, TextArea) for key in _keys(kind)}


def _keys(kind: type[Any]) -> set[str]:
    return {binding.key for binding in Binding.make_bindings(vars(kind).get("BINDINGS", ()))}


def _line(name: str, keys: object, known: Mapping[str, type[Command]], file: Path) -> str:
    """The keys that a line of the settings binds, separated by commas.

    Raises:
        BadInput: when the line is not valid.
    """
    if name not in known:
        raise _unknown(name, known, file)
    if not isinstance(keys, str):
        raise BadInput(
            _("{name} in {file} is not a text in quotation marks.").format(
                name=f"[keys] {name}", file=file
            ),
            _("Write it so: {example}.").format(example=f'{name} = "P"'),
        )
    return ",".join(_key(known[name], key, file) for key in keys.split())


def _key(command: type[Command], written: str, file: Path) -> str:
    """Textual's name of the key that is `written` for `command`.

    Raises:
        BadInput: when the command cannot have this key.
    """
    key = ""
    try:
        key = keyboard.read(written)
    except ValueError:
        why = _("no terminal sends that key")
    else:
        works_in_fields = not any(
            keyboard.is_character(one) for one in command.keys.split(",") if one
        )
        if key in moving() and key not in command.keys.split(","):
            why = _("that key moves the cursor or leaves the program")
        elif command.keys and works_in_fields and (keyboard.is_character(key) or key in typing()):
            why = _("that key types or edits, and the command works while one types")
        else:
            return key
    raise BadInput(
        _("{key} cannot be the key of {name} in {file}: {why}.").format(
            key=written, name=command.id(), file=file, why=why
        ),
        _("Write a character, ^ and a letter, or F1 to F12."),
    )


def _unknown(name: str, known: Mapping[str, type[Command]], file: Path) -> BadInput:
    alike = get_close_matches(name, known, 1)
    hint = _("Did you mean {names}?").format(names=alike[0]) + " " if alike else ""
    return BadInput(
        _("{name} in {file} is not a command.").format(name=f"[keys] {name}", file=file),
        hint + _("See them all with: {how}."),
        "keys",
    )


def _clashes(bound: Mapping[str, str]) -> Iterator[tuple[str, Commands]]:
    """Each key that two commands of one screen would share, with both commands."""
    for screen in inventory.screens():
        taken: dict[str, type[Command]] = {}
        for command in screen.commands:
            for key in bound.get(command.id(), command.keys).split(","):
                other = taken.setdefault(key, command)
                if key and other is not command:
                    yield key, (other, command)


def _wrong(key: str, rivals: Commands, bound: Mapping[str, str]) -> type[Command]:
    """The command of `rivals` that loses its line in the settings.

    A command that does not have `key` by default loses; otherwise the later line loses.
    """
    own = [one for one in rivals if one.id() in bound]
    return max(own, key=lambda one: (key not in one.keys.split(","), [*bound].index(one.id())))


def _clash(key: str, rivals: Commands, wrong: type[Command], file: Path) -> BadInput:
    one, other = (rival.id() for rival in rivals)
    return BadInput(
        _("{key} would be the key of both {one} and {other} on one screen ({file}).").format(
            key=keyboard.spelled(key), one=one, other=other, file=file
        ),
        _("Until one of them has another key, {name} keeps its own.").format(name=wrong.id()),
    )
