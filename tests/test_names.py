"""Each class name has one meaning in the whole package."""

import ast
from collections import defaultdict
from pathlib import Path

import redaksi

SOURCES = Path(redaksi.__file__).parent


def classes(sources: Path) -> dict[str, list[str]]:
    """The public classes below `sources`, each with the files that define it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sources.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(str(path.relative_to(sources)))
    return found


def test_each_public_class_has_a_name_of_its_own() -> None:
    found = classes(SOURCES)
    nested = {"Changed", "Chosen"}  # messages, which each widget defines for itself
    several = {name: files for name, files in found.items() if len(files) > 1}
    found = {name: files for name, files in several.items() if name not in nested}
    assert found == {}, "give one of them another name"


def test_two_classes_of_one_name_are_found(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("class Kind: ...\n")
    assert classes(tmp_path) == {"Kind": ["a.py", "b.py"]} or classes(tmp_path) == {
        "Kind": ["b.py", "a.py"]
    }
