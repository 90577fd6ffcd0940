"""A site is made anew only where something changed, and equals one made from nothing."""

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.exporters import Site, folder, held
from redaksi.exporters.folder import Made
from redaksi.exporters.site import press
from tests.exporters.pieces import FLOOD
from tests.exporters.site.built import SITE, build, page, stories, story
from tests.forking import fork


def contents(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".redaksi")
    }


def test_a_second_run_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, stories(5))

    def start(_press: press.Press) -> None:
        raise AssertionError("a page was rendered")

    monkeypatch.setattr(press.Press, "_idle", start)
    report = build(tmp_path, stories(5))
    assert report.written == ()
    assert len(report.unchanged) == len(contents(tmp_path))


@pytest.mark.parametrize(
    "site",
    [
        replace(SITE, title="Lain"),
        replace(SITE, url="https://lain.example"),
        replace(SITE, language="en"),
        replace(SITE, templates={"base.html": "{% block main %}{% endblock %}"}),
    ],
)
def test_other_settings_or_templates_make_every_page_anew(tmp_path: Path, site: Site) -> None:
    build(tmp_path / "a", stories(5))
    build(tmp_path / "a", stories(5), site)
    build(tmp_path / "b", stories(5), site)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_another_version_of_the_program_makes_every_page_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, stories(2))
    started: list[press.Press] = []
    real = press.Press._idle

    def start(one: press.Press) -> object:
        started.append(one)
        return real(one)

    monkeypatch.setattr(press, "__version__", "9.9")
    monkeypatch.setattr(press.Press, "_idle", start)
    build(tmp_path, stories(2))
    assert started


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.sampled_from(["Kota", "kota", "Seni", ""])),
        min_size=1,
        max_size=12,
    )
)
def test_many_changes_end_in_the_site_that_is_made_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str]]
) -> None:
    out = tmp_path_factory.mktemp("site")
    now = {0: ""}
    for number, rubric in changes:
        now[number] = rubric
        articles = [
            story(one, replace(FLOOD, rubric=kind, tags=(kind, "x"))) for one, kind in now.items()
        ]
        build(out / "kept", articles)
    build(out / "fresh", articles)
    assert contents(out / "kept") == contents(out / "fresh")


def test_a_page_that_somebody_changed_is_kept_and_named(tmp_path: Path) -> None:
    build(tmp_path, stories(2))
    (tmp_path / "artikel-1.html").write_text("milik orang lain")
    report = build(tmp_path, stories(2))
    assert [one.path for one in report.refused] == ["artikel-1.html"]
    assert page(tmp_path, "artikel-1.html") == "milik orang lain"


def test_a_page_that_was_touched_is_compared(tmp_path: Path) -> None:
    build(tmp_path, stories(2))
    os.utime(tmp_path / "artikel-1.html", (1, 1))
    assert build(tmp_path, stories(2)).written == ()


def test_a_folder_that_became_a_link_is_not_written_through(tmp_path: Path) -> None:
    build(tmp_path / "out", stories(2))
    (tmp_path / "out/tag").rename(tmp_path / "aside")
    (tmp_path / "out/tag").symlink_to(tmp_path / "aside")
    report = build(tmp_path / "out", stories(2))
    assert {one.path.partition("/")[0] for one in report.refused} == {"tag"}


def test_a_list_without_articles_goes_unless_somebody_changed_it(tmp_path: Path) -> None:
    first, second = stories(2)
    build(tmp_path, [first, second])
    (tmp_path / "rubrik/kota.html").write_text("diubah")
    report = build(tmp_path, [replace(first, text=FLOOD), replace(second, text=FLOOD)])
    assert report.removed == ("rubrik/ekonomi.html",)
    assert [one.path for one in report.refused] == ["rubrik/kota.html"]
    assert page(tmp_path, "rubrik/kota.html") == "diubah"


def test_after_a_kill_at_any_step_the_next_run_ends_in_the_site_that_is_made_from_nothing(
    tmp_path: Path,
) -> None:
    """The run is killed before each rename and each removal: here two lists of rubrics go."""
    first, second = stories(2)
    after = [replace(one, text=replace(FLOOD, rubric="Seni")) for one in (first, second)]
    build(tmp_path / "clean", after)
    for steps in range(100):
        out = tmp_path / str(steps)
        build(out, [first, second])
        if not killed(steps, partial(build, out, after)):
            break
        report = build(out, after)
        assert not report.refused
        assert contents(out) == contents(tmp_path / "clean"), steps
        assert not [path for path in out.iterdir() if path.name.endswith(".tmp")]
    assert steps > 10


def killed(steps: int, act: Callable[[], object]) -> bool:
    """Whether `act` was killed after so many renames and removals, in a process of its own."""
    child = fork()
    if child == 0:
        left = iter(range(steps))

        def or_die(do: Callable[..., None]) -> Callable[..., None]:
            def step(*names: Any, **folders: Any) -> None:
                if next(left, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
                do(*names, **folders)

            return step

        os.replace, os.unlink = or_die(os.replace), or_die(os.unlink)
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_the_page_of_an_article_stays_until_it_is_withdrawn(tmp_path: Path) -> None:
    first, second = stories(2)
    build(tmp_path, [first, second])
    assert build(tmp_path, [first]).removed == ("rubrik/kota.html",)
    assert (tmp_path / "artikel-2.html").exists()
    assert not held.remove(tmp_path, "site", [second.article.id])
    assert not (tmp_path / "artikel-2.html").exists()


def test_a_run_that_is_made_of_the_same_need_not_read_an_article(tmp_path: Path) -> None:
    folder.write(tmp_path, "site", stories(3), SITE, made=lambda: Made("hash", ("x",)))
    report = folder.as_left(tmp_path, "site", SITE, "hash")
    assert report is not None
    assert report.told == ("x",)
    assert len(report.unchanged) == len(contents(tmp_path))
    assert folder.as_left(tmp_path, "site", SITE, "other") is None
    assert folder.as_left(tmp_path, "site", SITE, "") is None
    (tmp_path / "rss.xml").unlink()
    assert folder.as_left(tmp_path, "site", SITE, "hash") is None
