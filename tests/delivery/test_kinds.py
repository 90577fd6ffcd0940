"""The settings of targets: what is wrong with them is said at once and in full."""

from typing import Any

import pytest

from redaksi.delivery import kinds
from redaksi.domain.article import Text
from redaksi.domain.delivery import Arrival, Target
from redaksi.errors import BadInput, NotFound

WORDPRESS = {
    "name": "situs",
    "kind": "wordpress",
    "url": "https://contoh.id",
    "user": "redaksi",
    "secret": "env:SITUS_PASSWORD",
}


def target(**fields: Any) -> Target:
    return Target(**{**WORDPRESS, **fields})


def wrong(**fields: Any) -> str:
    one = target(**fields)
    return " ".join(kinds.problems(one, [one]))


def test_good_settings_have_no_problem() -> None:
    assert wrong() == ""
    assert wrong(url="http://127.0.0.1:8080") == ""
    assert wrong(url="http://[::1]:8080") == ""
    mail = {"url": "smtps://surat.contoh.id", "user": "a@contoh.id", "secret": ""}
    assert wrong(kind="mail", to="file:~/pelanggan", **mail) == ""
    assert wrong(kind="telegram", to="@kanal", url="", user="") == ""
    assert wrong(name="web", kind="hugo", url="", user="", secret="", folder="/srv/situs") == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Situs Kami"}, "hyphens"),
        ({"name": "../team"}, "hyphens"),
        ({"kind": "drupal"}, "no kind drupal"),
        ({"url": ""}, "needs url"),
        ({"secret": ""}, "needs secret"),
        ({"command": "rsync"}, "takes no command"),
        ({"url": "http://contoh.id"}, "https"),
        ({"url": "http://127.0.0.1.contoh.id"}, "https"),
        ({"url": "ftp://contoh.id"}, "no address"),
        ({"url": "https://[::1"}, "no address"),
        ({"url": "https://"}, "no address"),
        ({"url": "https://redaksi:rahasia@contoh.id"}, "no user"),
        ({"kind": "mail"}, "smtp://"),
        ({"kind": "mail", "url": "smtps://a.id"}, "needs to"),
        ({"kind": "telegram", "user": ""}, "needs to"),
        ({"sender": "a@contoh.id"}, "takes no sender"),
        ({"photo_width": 5}, "photo_width"),
        ({"kind": "hugo", "folder": "situs", "arrival": Arrival.DRAFT}, "takes no arrival"),
    ],
)
def test_each_fault_is_named(fields: dict[str, Any], said: str) -> None:
    assert said in wrong(**fields)


def test_two_targets_of_one_name_or_folder_are_refused() -> None:
    one = Target(name="a", kind="hugo", folder="/srv/situs")
    other = Target(name="b", kind="html", folder="/srv/./situs")
    with pytest.raises(BadInput, match="folder"):
        kinds.check(one, [one, other])
    with pytest.raises(BadInput, match="this name"):
        kinds.check(one, [one, Target(name="a", kind="text", folder="/srv/lain")])


def test_an_unknown_name_lists_the_others() -> None:
    with pytest.raises(NotFound) as raised:
        kinds.find([target()], "web")
    assert "situs" in raised.value.hint
    with pytest.raises(NotFound) as raised:
        kinds.find([], "web")
    assert "newsroom.toml" in raised.value.hint


def test_limits_let_rubrics_and_tags_through() -> None:
    text = Text(rubric="Ekonomi", tags=("Banjir", "Pompa"))
    assert target().wants(text)
    assert target(rubrics=("ekonomi",)).wants(text)
    assert target(rubrics=("ekonomi",), tags=("banjir",)).wants(text)
    assert not target(rubrics=("Olahraga",)).wants(text)
    assert not target(rubrics=("ekonomi",), tags=("gempa",)).wants(text)
