"""The registry has every format by its name and loads an exporter only on demand."""

import subprocess
import sys

import pytest

from redaksi import exporters
from redaksi.errors import BadInput


@pytest.mark.parametrize("name", ["", "pdf", "base", "Hugo", "../json"])
def test_an_unknown_format_is_refused_and_the_known_ones_are_named(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        exporters.get(name)
    assert ", ".join(exporters.FORMATS) in caught.value.hint


def test_the_registry_loads_no_format() -> None:
    program = (
        "import sys, redaksi.exporters, redaksi.exporters.folder\n"
        "heavy = {'jinja2', 'markdown_it', 'nh3', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("name", exporters.FORMATS)
def test_a_format_has_files_for_each_article_or_about_all_or_a_whole_folder(name: str) -> None:
    kinds = (
        exporters.ArticleExporter,
        exporters.CollectionExporter,
        exporters.FolderExporter,
    )
    assert [isinstance(exporters.get(name), kind) for kind in kinds].count(True) == 1
