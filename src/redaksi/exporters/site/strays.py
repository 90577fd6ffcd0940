"""Files in the house's folder of templates that change nothing, mostly for a slip in the name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from redaksi.exporters.site import templates
from redaksi.i18n import _

_TAG = re.compile(r"{%[-+]?\s*(endblock|block|extends)\b\s*(\w*)")


def strays(names: Sequence[str], house: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each of `names` that no page uses, and for each block that none shows.

    `house` are the templates of the house by name; those in `names` that are not among them have
    a name that no template has.
    """
    for name in names:
        if name not in templates.ours() and not _is_named(name, house):
            sentence = _("No page of the website uses site/{name}.").format(name=name)
            alike = get_close_matches(name.lower(), templates.ours(), 1, 0.75)
            meant = _("Did you mean {names}?").format(names=alike[0]) if alike else ""
            yield f"{sentence} {meant}".rstrip()
    for name, source in house.items():
        known = {*_blocks(templates.ours()), *_blocks({**house, name: ""})}
        for block in _filled(source):
            if block not in known:
                yield _("site/{name} fills the block {block}, which no template has.").format(
                    name=name, block=block
                )


def _is_named(name: str, house: Mapping[str, str]) -> bool:
    """Whether another template of the house includes, imports or extends `name`."""
    quoted = (f'"{name}"', f"'{name}'")
    return name in house and any(
        one in source for other, source in house.items() if other != name for one in quoted
    )


def _blocks(sources: Mapping[str, str]) -> Iterator[str]:
    for source in sources.values():
        yield from (found[2] for found in _TAG.finditer(source) if found[1] == "block")


def _filled(source: str) -> Iterator[str]:
    """The blocks that `source` fills in the template that it extends; not those inside them."""
    depth, extends = 0, False
    for found in _TAG.finditer(source):
        if found[1] == "extends":
            extends = True
        elif found[1] == "endblock":
            depth -= 1
        else:
            if extends and depth == 0:
                yield found[2]
            depth += 1
