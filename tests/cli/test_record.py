"""The record on the command line: alterations are named and lead to an error.

Texts are compared and acts undone.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import Dossier
from redaksi.store.dossiers import dossier as dossiers
from tests.cli.conftest import Cli

ANI, BUDI = "Ani Editor", "Budi Editor"


def file_of(cli: Cli, article_id: str) -> Path:
    (file,) = cli.newsroom.glob(f"articles/*/{article_id}.json")
    return file


def alter(cli: Cli, article_id: str, act: Callable[[dict[str, Any]], None]) -> None:
    """Change the JSON of the dossier, as with a text editor."""
    file = file_of(cli, article_id)
    tables = json.loads(file.read_text())
    act(tables)
    file.write_text(json.dumps(tables))


def forge(cli: Cli, article_id: str, act: Callable[[Dossier], Dossier]) -> None:
    """Change the dossier by `act` and compute a new seal, but leave the chain of events."""
    file = file_of(cli, article_id)
    forged = record.seal(act(dossiers.decoded(file, file.read_bytes())))
    file.write_bytes(dossiers.encode(forged))


def without_override(dossier: Dossier) -> Dossier:
    (sign_off,) = dossier.article.sign_offs
    forged = replace(sign_off, override="", set_aside=())
    return replace(dossier, article=replace(dossier.article, sign_offs=(forged,)))


def never_published(dossier: Dossier) -> Dossier:
    return replace(dossier, article=replace(dossier.article, sign_offs=()))


def of_another_revision(dossier: Dossier) -> Dossier:
    (sign_off,) = dossier.article.sign_offs
    return replace(
        dossier, article=replace(dossier.article, sign_offs=(replace(sign_off, revision=9),))
    )


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("events", None, "event 2 is missing"),
        ("events", {"editor": "Orang Lain"}, "event 2 was altered"),
        ("revisions", {"by": "Orang Lain"}, "revision 2 is not the one of event 3"),
    ],
)
def test_the_first_altered_or_missing_link_is_named_and_fails_the_command(
    cli: Cli, table: str, row: dict[str, str] | None, said: str
) -> None:
    whole, article_id = cli.new("Utuh"), cli.new()
    for number in range(5):
        cli("edit", article_id, "--headline", f"Judul {number}")
    assert cli("verify") == (0, "The record is whole.\n", "")

    def act(tables: dict[str, Any]) -> None:
        for key in list(tables[table])[1:5:3]:  # the second and the fifth
            if row is None:
                del tables[table][key]
            else:
                tables[table][key] |= row

    alter(cli, article_id, act)
    done = cli("verify")
    assert (done.code, done.err) == (8, "")
    assert done.out == f"{article_id}: {said}\n"
    assert whole not in done.out
    assert json.loads(cli("verify", "--json").out) == [{"name": article_id, "what": said}]


def test_an_anchor_names_what_it_could_not_read(cli: Cli, tmp_path: Path) -> None:
    article_id, broken = cli.new(), cli.new()
    (path,) = cli.newsroom.glob(f"articles/*/{broken}.json")
    path.write_text("rusak")
    done = cli("anchor", tmp_path / "jangkar")
    assert done.code == 7
    assert broken in done.err
    assert article_id in (tmp_path / "jangkar").read_text()
    assert broken not in (tmp_path / "jangkar").read_text()
    path.unlink()
    assert cli("verify", "--anchor", tmp_path / "jangkar").code == 0


def test_an_anchor_shows_what_an_older_file_a_forged_seal_and_a_removed_dossier_hide(
    cli: Cli, tmp_path: Path
) -> None:
    cut, forged, gone = cli.new("Dipotong"), cli.new("Dipalsukan"), cli.new("Dihapus")
    older = file_of(cli, cut).read_bytes()
    cli("set", cut, "rubric=Kota")
    anchor = tmp_path / "jangkar"
    assert cli("anchor", anchor).code == 0
    assert cli("verify", "--anchor", anchor).code == 0
    file_of(cli, cut).write_bytes(older)
    forge(cli, forged, lambda one: replace(one, article=replace(one.article, slug="milik-orang")))
    file_of(cli, gone).unlink()
    assert cli("verify").code == 0
    done = cli("verify", "--anchor", anchor)
    assert done.code == 8
    assert set(done.out.splitlines()) == {
        f"{cut}: events after number 2 are missing: the anchor knows 3",
        f"{forged}: event 2 is not the one that was anchored",
        f"{gone}: the dossier is missing",
    }


def test_an_anchor_that_is_there_is_replaced_only_when_it_is_said(
    cli: Cli, tmp_path: Path
) -> None:
    anchor, link = tmp_path / "jangkar", tmp_path / "tautan"
    cli("anchor", anchor)
    first = anchor.read_bytes()
    cli.new()
    assert "--force" in cli.fails(4, "anchor", anchor)
    assert anchor.read_bytes() == first
    assert cli("anchor", anchor, "--force").code == 0
    assert anchor.read_bytes() != first
    link.symlink_to(tmp_path / "tidakada")
    cli.fails(4, "anchor", link)
    assert link.is_symlink()
    cli.fails(4, "anchor", tmp_path)


def chained_anew(dossier: Dossier) -> Dossier:
    """`dossier` with a forged history.

    All events are by another person, with valid links, and an event is added.
    """
    told = replace(dossier, events=())
    for event in (*dossier.events, dossier.events[-1]):
        previous = told.events[-1].sha256() if told.events else ""
        number = len(told.events) + 1
        forged = replace(
            event, editor="Orang Lain", number=number, version=number, previous=previous
        )
        told = replace(told, events=(*told.events, forged))
    return replace(told, article=replace(told.article, version=len(told.events)))


def test_an_anchor_shows_a_history_that_was_told_anew_from_its_beginning(
    cli: Cli, tmp_path: Path
) -> None:
    article_id, anchor = cli.new(), tmp_path / "jangkar"
    cli("edit", article_id, "--headline", "Judul Baru")
    cli("anchor", anchor)
    forge(cli, article_id, chained_anew)
    assert cli("verify").code == 0
    done = cli("verify", "--anchor", anchor)
    assert (done.code, done.out) == (
        8,
        f"{article_id}: event 3 is not the one that was anchored\n",
    )


def test_what_came_after_an_anchor_does_not_disturb_it(cli: Cli, tmp_path: Path) -> None:
    article_id, anchor = cli.new(), tmp_path / "jangkar"
    cli("anchor", anchor)
    cli("edit", article_id, "--headline", "Judul Baru")
    cli("team", "add", "Dewi")
    cli.new("Naskah Baru")
    assert cli("verify", "--anchor", anchor).code == 0


@pytest.mark.parametrize("act", [without_override, never_published, of_another_revision])
def test_a_sign_off_that_is_not_the_one_in_the_record_is_found_and_nothing_leaves_by_it(
    cli: Cli, tmp_path: Path, act: Callable[[Dossier], Dossier]
) -> None:
    article_id = cli.new()
    cli("submit", article_id, "--to", ANI, by=ANI)
    assert cli("publish", article_id, "--override", "Mendesak.", by=ANI).code == 0
    assert cli("verify").code == 0
    forge(cli, article_id, act)
    done = cli("verify")
    assert done.code == 8
    assert "sign-off" in done.out
    for ids in ((), (article_id,)):
        refused = cli("export", *ids, "--to", "text", "--out", tmp_path / "keluar")
        assert refused.code == 4
        assert f"{article_id}: Its text does not match its sign-off." in refused.err
    assert not list(tmp_path.glob("keluar/*.txt"))


def test_a_published_text_that_was_changed_by_hand_does_not_leave(
    cli: Cli, tmp_path: Path
) -> None:
    altered, whole = cli.published(), cli.published("Bakau Pulih")
    file = file_of(cli, altered)
    file.write_text(file.read_text().replace("Isi dua.", "Isi lain."))
    done = cli("export", "--to", "text", "--out", tmp_path / "keluar")
    assert done.code == 4
    assert "does not match its sign-off" in done.err
    (delivered,) = (tmp_path / "keluar").glob("*.txt")
    assert "Bakau Pulih" in delivered.read_text()
    assert cli("export", whole, "--to", "text", "--out", tmp_path / "keluar").code == 0


def test_what_changed_outside_is_seen_by_the_next_command(cli: Cli) -> None:
    article_id = cli.new("Sebelumnya")
    assert cli("search", "sebelumnya").out
    file = file_of(cli, article_id)
    file.write_text(file.read_text().replace("Sebelumnya", "Sesudahnya"))
    assert "Sesudahnya" in cli("list").out
    assert article_id in cli("search", "sesudahnya").out
    away = file.rename(cli.newsroom / "di luar")
    assert article_id not in cli("list").out
    assert article_id not in cli("search", "sesudahnya").out
    assert cli("show", article_id).code == 3
    away.rename(file)
    assert cli("show", article_id[:9]).code == 0
    assert article_id in cli("search", "sesudahnya").out


def test_texts_are_compared_restored_and_taken_back(cli: Cli) -> None:
    article_id = cli.new(body=b"Air surut sejak pagi.\n")
    cli("edit", article_id, "--body", "-", stdin=b"Air surut sejak siang.\n", by=BUDI)
    cli("edit", article_id, "--headline", "Rob Surut", by=BUDI)
    assert cli("diff", article_id).out == "headline: [-Banjir-]{+Rob+} Surut\n"
    assert cli("diff", article_id, "1", "2").out == "body: Air surut sejak [-pagi-]{+siang+}.\n"
    assert [
        len(cli("diff", article_id, *pair).out.splitlines()) for pair in (("1",), ("1", "latest"))
    ] == [2, 2]
    assert cli("diff", article_id, "3", "latest").out == "No difference.\n"
    assert len(cli("revisions", article_id, "--json").json) == 2
    assert "revision 4" in cli("restore", article_id, "1", by=BUDI).out
    shown = cli("show", article_id, "--json").json
    assert (shown["headline"], shown["body"]) == ("Banjir Surut", ["Air surut sejak pagi."])
    assert "restored revision 1 as revision 4" in cli("history", article_id).out
    assert "nothing of yours" in cli.fails(4, "undo", cli.new("Lain"), by=ANI)
    assert "Budi Editor has worked" in cli.fails(4, "undo", article_id, by=ANI)
    assert cli("undo", article_id, by=BUDI).code == 0
    assert cli("show", article_id, "--json").json["headline"] == "Rob Surut"
    assert cli("spike", article_id, by=BUDI).code == 0
    assert article_id not in cli("list").out
    assert article_id in cli("list", "--spiked").out
    assert cli("unspike", article_id, by=BUDI).code == 0
    assert article_id in cli("list").out
    assert cli("verify").code == 0


def test_a_merge_says_so_where_it_happens_and_in_the_history(cli: Cli) -> None:
    article_id = cli.new()
    cli("edit", article_id, "--headline", "Judul Budi", by=BUDI)
    done = cli(
        "edit", article_id, "--body", "-", "--base", "1", stdin=b"Isi satu.\n\nIsi tiga.\n", by=ANI
    )
    assert done.code == 0
    assert "Merged with what Budi Editor changed meanwhile." in done.out
    shown = cli("show", article_id, "--json").json
    assert (shown["headline"], shown["body"]) == ("Judul Budi", ["Isi satu.", "Isi tiga."])
    assert (
        "saved revision 3 (body), merged with what others saved meanwhile"
        in cli("history", article_id).out
    )
