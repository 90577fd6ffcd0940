"""Fixtures: a real WordPress, and targets on it."""

from collections.abc import Iterator

import pytest

from redaksi.delivery.wordpress.target import WordPress
from tests.delivery.wordpress.site import Site
from tests.wordpress import fixture
from tests.wordpress.server import Website

website = pytest.fixture(fixture.website, scope="session")


@pytest.fixture
def site(website: Website) -> Iterator[Site]:
    """The website, emptied of posts and photos."""
    found = Site(website)
    found.empty()
    yield found
    found.close()


@pytest.fixture
def target(site: Site) -> Iterator[WordPress]:
    """The target on the website, as an Editor."""
    made = site.target()
    yield made
    made.close()
