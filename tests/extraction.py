"""The texts that Babel extracts from the code.

These are the marked texts (`_()`, `N_()`, `ngettext()`) and the docstrings that are help texts.
"""

import ast
from collections.abc import Iterator
from typing import IO, Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract_python

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}


def commands(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, Any, Any, Any]]:
    """Babel's extractor for a module of commands.

    The docstring of each class with a `label` is a help text.
    """
    source = file.read()
    file.seek(0)
    yield from extract_python(file, keywords, comment_tags, options)
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.ClassDef)
            and _has_label(node)
            and (text := ast.get_docstring(node, clean=False))
        ):
            yield node.lineno, "_", text, []


def _has_label(node: ast.ClassDef) -> bool:
    targets = [
        target for line in node.body if isinstance(line, ast.Assign) for target in line.targets
    ]
    return any(isinstance(target, ast.Name) and target.id == "label" for target in targets)
