"""The rules speak English here, whatever another test installed."""

import pytest

from redaksi import i18n


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.install("en")
