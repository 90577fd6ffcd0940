"""The front matter of a Markdown file, as Hugo defines it, and the text below.

Front matter is YAML between `---`, TOML between `+++`, or a JSON object.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from redaksi.errors import BadInput
from redaksi.i18n import _, messages
from redaksi.text import clean, nesting, toml_lines

MAX_CHARACTERS = 100_000
"""The greatest length of front matter, in characters."""

_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)^(?P=fence)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_OPENED = re.compile(
    r"\s*+(?:---[ \t]*+\n\s*+[\"']?[\w-][\w -]*+[\"']?[ \t]*+:"
    r"|\+\+\+[ \t]*+\n\s*+[\w-]++[ \t]*+=)"
)
_OBJECT = re.compile(r"\s*\{\s*\"[\w -]+\"\s*:")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Matter(NamedTuple):
    """The front matter and the body of a file.

    The keys of `fields` are in lower case, with `_` in place of blanks and dashes.
    """

    fields: Mapping[str, Any]
    body: str


class _Loader(yaml.BaseLoader):
    """A YAML loader for front matter.

    Every scalar is a string, so a headline "2024" or "No" stays unchanged. Aliases are refused,
    because they can make a small file huge.
    """

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        if node.style is None and node.value in {"~", "null"}:
            return ""
        # JSON escapes an emoji as two surrogates, which are one character.
        return _HALVES.sub(
            lambda found: found[0].encode("utf-16", "surrogatepass").decode("utf-16"), node.value
        )

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs have no types for it
            raise yaml.MarkedYAMLError(
                problem="aliases are not taken", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [name for name, _value in node.value if isinstance(name, yaml.ScalarNode)]
        if again := _second([name.value for name in names]):
            raise yaml.MarkedYAMLError(
                problem=_twice(names[again].value), problem_mark=names[again].start_mark
            )
        return super().construct_mapping(node, deep)


def recognises(text: str) -> bool:
    """Whether `text` begins with front matter; its end may be missing."""
    return bool(_OPENED.match(text) or _FENCED.match(text) or _OBJECT.match(text))


def split(text: str, name: str) -> Matter:
    """The front matter of `text` and the text below it.

    Raises:
        BadInput: when the front matter has no end, is too long, or cannot be parsed.
    """
    if _OBJECT.match(text):
        fields, body = _json(text, name)
        return _matter(fields, body, name)
    found = _FENCED.match(text)
    if not found:
        raise BadInput(
            _("The front matter of {name} has no end.").format(name=name),
            _("Close it with a line that holds the same three signs as its first one."),
        )
    matter = found["matter"]
    if len(matter) > MAX_CHARACTERS:
        raise BadInput(
            _("The front matter of {name} is too long.").format(name=name),
            _("Put the text below it."),
        )
    before = text[: found.start("matter")].count("\n")
    fields = (
        _toml(matter, name, before) if found["fence"] == "+++" else _yaml(matter, name, before)
    )
    return _matter(fields, text[found.end() :], name)


def _matter(fields: Any, body: str, name: str) -> Matter:
    if not isinstance(fields, Mapping):
        raise BadInput(
            _("The front matter of {name} is no list of keys and values.").format(name=name),
            _hint(),
        )
    if nesting.is_deep(fields):
        raise BadInput(
            _("The front matter of {name} is nested too deep.").format(name=name), _hint()
        )
    if again := _second(fields):
        raise _unreadable(name, messages.said(_twice(list(fields)[again])))
    return Matter({key(raw): value for raw, value in fields.items()}, body)


def key(name: object) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip().lower())


def _second(names: Iterable[str]) -> int:
    """The position of the first of `names` that repeats an earlier key; 0 if none does.

    Of two values for one key, one would be lost silently.
    """
    seen: set[str] = set()
    for place, name in enumerate(map(key, names)):
        if name in seen:
            return place
        seen.add(name)
    return 0


def _twice(name: str) -> str:
    """The error message for a repeated key, as the TOML parser words it.

    The catalogue has a translation of that message.
    """
    return f"Cannot declare {clean.line(name)} twice"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The JSON object of `pairs`.

    Raises:
        ValueError: when a key is repeated.
    """
    if again := _second([name for name, _value in pairs]):
        raise ValueError(_twice(pairs[again][0]))
    return dict(pairs)


def _yaml(matter: str, name: str, before: int) -> Any:
    """The value of the YAML `matter`, which begins behind line number `before` of the file.

    Raises:
        BadInput: when the YAML is invalid.
    """
    try:
        return yaml.load(matter, _Loader) or {}  # noqa: S506 - a BaseLoader makes strings, lists and mappings only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = before + 1 + (mark.line if mark else 0)
        raise _broken(name, line, messages.said(error.problem or "")) from error
    except (
        yaml.YAMLError,
        RecursionError,
        ValueError,
        OverflowError,
    ) as error:  # ValueError and OverflowError: an invalid `\U` escape or YAML version
        raise _broken(
            name, before + 1, messages.said(str(error).split("\n", maxsplit=1)[0])
        ) from error


def _toml(matter: str, name: str, before: int) -> Mapping[str, Any]:
    """The value of the TOML `matter`, which begins behind line number `before` of the file.

    The parser counts lines itself, so `matter` is padded with the lines above.

    Raises:
        BadInput: when the TOML is invalid.
    """
    try:
        return toml_lines.loads("\n" * before + matter)
    except ValueError as error:
        raise _unreadable(name, messages.said(error)) from error


def _json(text: str, name: str) -> tuple[Any, str]:
    """The JSON object at the start of `text`, as Hugo accepts it, and the text below.

    Raises:
        BadInput: when the JSON is invalid.
    """
    start = len(text) - len(text.lstrip())
    try:
        fields, end = json.JSONDecoder(object_pairs_hook=_object).raw_decode(
            text[:MAX_CHARACTERS], start
        )
    except json.JSONDecodeError as error:
        raise _broken(name, error.lineno, messages.said(error.msg)) from error
    except (
        RecursionError,
        ValueError,
    ) as error:  # ValueError: a number with thousands of digits, or a repeated key
        raise _broken(name, 1, messages.said(str(error))) from error
    return fields, text[end:]


def _broken(name: str, line: int, why: str) -> BadInput:
    return BadInput(
        _("Line {line} of {name} cannot be read: {why}.").format(line=line, name=name, why=why),
        _hint(),
    )


def _unreadable(name: str, why: str) -> BadInput:
    return BadInput(
        _("The front matter of {name} cannot be read: {why}.").format(name=name, why=why), _hint()
    )


def _hint() -> str:
    return _(
        "Mend the lines between the marks on top of the file; a text with a colon in it wants "
        "quotation marks."
    )
