"""Texts are English in these tests, even if another test installed another language."""

import pytest

from redaksi import i18n


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.install("en")
