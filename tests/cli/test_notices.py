"""A public notice on the command line, from the reopening to the exported files."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"
SENTENCE = "Korban tiga orang, bukan empat."


def reopened(cli: Cli) -> str:
    article = cli.published()
    told = ("--reason", "Salah hitung.", "--kind", "ralat", "--public", SENTENCE)
    done = cli("reopen", article, *told, by=ANI)
    assert done.out.endswith(f"{article}: the next publication brings the erratum: {SENTENCE}\n")
    return article


def republished(cli: Cli, article: str) -> str:
    assert cli("submit", article, "--to", BUDI, by=ANI).code == 0
    assert cli("publish", article, by=BUDI).code == 0
    return article


def test_the_sentence_goes_from_the_reopening_into_every_file(cli: Cli, tmp_path: Path) -> None:
    article = reopened(cli)
    for name in ("text", "html", "hugo", "json"):
        cli("export", article, "--to", name, "--out", tmp_path / name)
        (file,) = (tmp_path / name).glob("[!.]*")
        assert SENTENCE not in file.read_text("utf-8")
    republished(cli, article)
    for name in ("text", "html", "hugo", "json"):
        assert cli("export", article, "--to", name, "--out", tmp_path / name).code == 0
        (file,) = (tmp_path / name).glob("[!.]*")
        assert SENTENCE in file.read_text("utf-8")
    assert cli("verify").code == 0


def test_show_and_history_tell_of_it_before_and_after(cli: Cli) -> None:
    article = reopened(cli)
    shown = cli("show", article).out
    assert f"erratum      {SENTENCE} (with the next publication)" in shown
    assert f"(erratum for readers: {SENTENCE})" in cli("history", article).out
    republished(cli, article)
    shown = cli("show", article).out
    assert f"erratum      {SENTENCE} (" in shown
    assert "with the next publication" not in shown
    assert f"published it with the erratum: {SENTENCE}" in cli("history", article).out


def test_json_has_the_notice_that_waits_and_those_that_are_sealed(cli: Cli) -> None:
    article = reopened(cli)
    data = cli("show", article, "--json").json
    assert data["notice"] == {"kind": "ralat", "sentence": SENTENCE}
    assert [one["notices"] for one in data["sign_offs"]] == [[]]
    data = cli("show", republished(cli, article), "--json").json
    assert data["notice"] is None
    (notice,) = data["sign_offs"][-1]["notices"]
    assert notice == {
        "kind": "ralat",
        "sentence": SENTENCE,
        "at": data["sign_offs"][-1]["at"],
    }


def test_an_editor_mends_the_sentence_before_the_publication(cli: Cli) -> None:
    article = reopened(cli)
    done = cli("notice", article, "--public", "Korban tiga.", by=BUDI)
    assert done.out == f"{article}: the next publication brings the erratum: Korban tiga.\n"
    done = cli("notice", article, "--kind", "update", by=BUDI)
    assert "the update: Korban tiga." in done.out
    assert cli("notice", article, "--remove").out.endswith("brings no notice.\n")
    assert cli("show", republished(cli, article), "--json").json["sign_offs"][-1]["notices"] == []


@pytest.mark.parametrize(
    ("code", "words", "options"),
    [
        (6, "no sentence", ("--kind", "ralat")),
        (6, "no kind", ("--public", SENTENCE)),
        (6, "501", ("--kind", "ralat", "--public", "a" * 501)),
    ],
)
def test_a_notice_that_is_not_whole_reopens_nothing(
    cli: Cli, code: int, words: str, options: tuple[str, ...]
) -> None:
    article = cli.published()
    assert words in cli.fails(code, "reopen", article, "--reason", "Salah.", *options)
    assert cli("show", article, "--json").json["stage"] == "published"


def test_who_may_not_write_one_is_told_why(cli: Cli) -> None:
    draft = cli.new()
    line = ("notice", draft, "--kind", "ralat", "--public", SENTENCE)
    assert "never published" in cli.fails(4, *line)
    assert "guest" in cli.fails(4, *line, by=GITA)
    article = cli.published()
    assert "sealed" in cli.fails(4, "notice", article, "--public", SENTENCE)
    assert "no kind" in cli.fails(6, "notice", reopened_again(cli, article))
    done = cli("notice", article, "--remove", "--kind", "ralat")
    assert (done.code, done.out) == (2, "")
    assert cli("notice", article, "--kind", "rahasia").code == 6


def reopened_again(cli: Cli, article: str) -> str:
    assert cli("reopen", article, "--reason", "Foto.").code == 0
    return article
