"""`why` and `receipt`: where an article stands, and the verified proof of its publication."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"


def submitted(cli: Cli) -> str:
    article = cli.new()
    assert cli("submit", article, "--to", BUDI, by=ANI).code == 0
    return article


def test_why_names_who_has_it_since_when_and_every_reason_against_the_next_move(cli: Cli) -> None:
    article = submitted(cli)
    cli("note", "add", article, "Sebut sumbernya.", "--ask", by=BUDI)
    told = cli("why", article, by=ANI).out
    assert f"{BUDI} has it since " in told
    assert f", by {ANI}." in told
    assert f"You cannot do `redaksi publish {article}`" in told
    assert told.count("  - Four eyes:") == 2
    assert "  - The note “Sebut sumbernya.”" in told
    refused = cli.fails(4, "publish", article, by=ANI)
    for line in told.splitlines():
        if line.startswith("  - "):
            assert line in refused.splitlines(), "the same reasons as the refusal"
    assert f"redaksi publish {article} --override REASON" in told


def test_why_names_who_took_an_article_once_and_its_times(cli: Cli) -> None:
    article = cli.new()
    assert cli("assign", article, "draft", ANI, by=ANI).code == 0
    cli("set", article, "embargo=31/12/2099", "due=30/12/2099", by=ANI)
    lines = cli("why", article, by=ANI).out.splitlines()
    (held,) = [line for line in lines if line.startswith(f"{ANI} has it since ")]
    assert ", by" not in held.replace(f"{ANI} has it since ", "")
    assert [line for line in lines if "2099" in line] == [
        "Due Dec 30, 2099, 23:59 WIB.",
        "Embargo until Dec 31, 2099, 00:00 WIB.",
    ]


def test_why_says_when_nothing_is_against_the_next_move(cli: Cli) -> None:
    draft = cli.new()
    assert f"Nothing is against: redaksi submit {draft}" in cli("why", draft, by=ANI).out
    assert cli("submit", draft, by=ANI).code == 0
    assert "Nobody has it." in cli("why", draft).out
    article = submitted(cli)
    assert f"Nothing is against: redaksi publish {article}" in cli("why", article, by=BUDI).out
    assert "--override" not in cli("why", article, by=BUDI).out


def test_why_of_a_published_text_says_what_keeps_it_from_leaving(cli: Cli) -> None:
    article = cli.published()
    assert "Nothing keeps it from leaving." in cli("why", article).out
    cli("set", article, "embargo=31/12/2099", by=BUDI)
    told = cli("why", article).out
    assert "It may not leave yet:" in told
    assert "  - Embargo until Dec 31, 2099" in told
    tampered(cli, article)
    assert "  - Its text does not match its sign-off." in cli("why", article).out


def test_why_of_a_new_draft_names_the_text_that_leaves_and_the_notice(cli: Cli) -> None:
    article = cli.published()
    notice = ("--kind", "ralat", "--public", "Tiga, bukan empat.")
    cli("reopen", article, "--reason", "Salah.", *notice, by=ANI)
    told = cli("why", article).out
    assert "what leaves is still the text that was signed off" in told
    assert "The next publication brings the erratum: Tiga, bukan empat." in told
    cli("spike", article, by=ANI)
    assert "spiked" in cli("why", article).out


def test_why_in_json_says_the_same(cli: Cli) -> None:
    article = submitted(cli)
    data = cli("why", article, "--json", by=ANI).json
    assert (data["stage"], data["editor"], data["assigned_by"]) == ("review", BUDI, ANI)
    assert data["next"] == "publish"
    assert [one["overridable"] for one in data["objections"]] == [True, True]
    assert cli("why", article, "--json", by=BUDI).json["objections"] == []
    assert cli("why", article, "--json", by=GITA).json["objections"][0]["overridable"] is False
    assert cli.fails(3, "why", "tidak-ada")


def tampered(cli: Cli, article: str, old: str = "Isi satu", new: str = "Isi lain") -> Path:
    (file,) = cli.newsroom.rglob(f"{article}.json")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return file


def test_a_receipt_holds_the_sign_off_and_its_hashes(cli: Cli) -> None:
    article = cli.published()
    data = cli("receipt", article, "--json").json
    shown = cli("show", article, "--json").json
    sign_off = shown["sign_offs"][-1]
    assert (data["editor"], data["signed_off_at"]) == (BUDI, sign_off["at"])
    assert (data["sha256"], data["revision"]) == (sign_off["sha256"], 1)
    assert (data["headline"], data["slug"], data["seal"]) == (
        "Banjir Surut",
        "banjir-surut",
        shown["seal"],
    )
    told = cli("receipt", article).out
    for words in (BUDI, sign_off["sha256"], data["event"], shown["seal"], data["uuid"]):
        assert words in told


def canonical(value: Any) -> Any:
    """`value` without its empty values, as docs/rules.md describes the hash of a text."""
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items() if item}
    return [canonical(item) for item in value] if isinstance(value, list) else value


def test_whoever_has_the_json_export_can_compute_the_hash(cli: Cli, tmp_path: Path) -> None:
    article = cli.new("Banjir “Surut” 🌊", b"Isi satu.\n\nIsi *dua*.\n")
    cli("set", article, "tags=banjir, kota", "photo.url=https://contoh.id/a.jpg", by=ANI)
    cli("submit", article, "--to", BUDI, by=ANI)
    cli("publish", article, by=BUDI)
    cli("export", article, "--to", "json", "--out", tmp_path / "out")
    (file,) = (tmp_path / "out").glob("[!.]*")
    text = json.loads(file.read_bytes())["article"]["text"]
    written = json.dumps(
        canonical(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert sha256(written.encode()).hexdigest() == cli("receipt", article, "--json").json["sha256"]


def test_a_receipt_tells_of_override_embargo_notices_and_a_newer_draft(cli: Cli) -> None:
    article = submitted(cli)
    cli("publish", article, "--override", "Redaktur kedua sakit.", by=ANI)
    notice = ("--kind", "pembaruan", "--public", "Ditambah foto.")
    cli("reopen", article, "--reason", "Foto.", *notice, by=ANI)
    told = cli("receipt", article).out
    assert "Redaktur kedua sakit." in told
    assert "Four eyes" in told
    assert "a newer draft is in progress" in told
    assert "Ditambah foto." not in told, "the notice of the draft is not signed off"
    cli("submit", article, by=ANI)
    cli("set", article, "embargo=31/12/2099", by=BUDI)
    cli("publish", article, by=BUDI)
    told = cli("receipt", article).out
    assert "update" in told
    assert "Ditambah foto." in told
    assert "2099" in told
    assert "newer draft" not in told


@pytest.mark.parametrize(
    ("old", "new"),
    [("Isi satu", "Isi lain"), ('"editor":"Budi Editor"', '"editor":"Budi Edit0r"')],
)
def test_a_record_that_was_altered_gets_no_receipt(cli: Cli, old: str, new: str) -> None:
    article = cli.published()
    other = cli.published("Lain")
    file = tampered(cli, article, old, new)
    assert "not intact" in cli.fails(8, "receipt", article)
    assert cli("receipt", other).code == 0, "another article is not concerned"
    file.write_text(file.read_text("utf-8").replace(new, old), "utf-8")
    assert cli("receipt", article).code == 0


def test_a_team_that_was_altered_gets_no_receipt(cli: Cli) -> None:
    article = cli.published()
    file = cli.newsroom / "team.json"
    text = file.read_text("utf-8")
    assert '"name":"Gita Guest","role":"guest"' in text
    altered = text.replace(
        '"name":"Gita Guest","role":"guest"', '"name":"Gita Guest","role":"chief"'
    )
    file.write_text(altered, "utf-8")
    assert "members" in cli.fails(8, "receipt", article)


def test_what_was_never_published_gets_no_receipt(cli: Cli) -> None:
    article = cli.new()
    assert "never published" in cli.fails(4, "receipt", article)
    assert f"redaksi why {article}" in cli.fails(4, "receipt", article)


@pytest.fixture
def web(cli: Cli, tmp_path: Path) -> Path:
    """The folder of a trusted target."""
    folder = tmp_path / "web"
    settings = cli.newsroom / "newsroom.toml"
    target = f'[[target]]\nname = "web"\nkind = "text"\nfolder = "{folder}"\n'
    settings.write_text(f"{settings.read_text('utf-8')}\n{target}", "utf-8")
    assert cli("trust", "target", "web", "--yes").code == 0
    return folder


def test_why_and_receipt_tell_what_each_target_shows(cli: Cli, web: Path) -> None:
    article = cli.published()
    assert "web: waiting" in cli("why", article).out
    (target,) = cli("receipt", article, "--json").json["targets"]
    assert target == {
        "target": "web",
        "state": "waiting",
        "link": "",
        "revision": 0,
        "read_at": None,
    }
    assert cli("deliver", article).code == 0
    assert (web / "banjir-surut.txt").is_file()
    assert "web: delivered" in cli("why", article).out
    (target,) = cli("receipt", article, "--json").json["targets"]
    assert (target["state"], target["revision"]) == ("delivered", 1)
    assert target["read_at"].endswith("Z")
    assert "delivered, revision 1 read back " in cli("receipt", article).out


def test_a_target_that_shows_the_text_before_the_change_is_out_of_date(
    cli: Cli, web: Path
) -> None:
    article = cli.published()
    cli("deliver", article)
    notice = ("--kind", "ralat", "--public", "Tiga, bukan empat.")
    cli("reopen", article, "--reason", "Salah.", *notice, by=ANI)
    assert "web: delivered" in cli("why", article).out, "readers have the last sealed text"
    cli("submit", article, "--to", BUDI, by=ANI)
    assert cli("publish", article, by=BUDI).code == 0
    assert "web: out of date" in cli("why", article).out
    assert "Tiga, bukan empat." not in (web / "banjir-surut.txt").read_text("utf-8")
    assert cli("deliver", article).code == 0
    assert "Ralat (" in (web / "banjir-surut.txt").read_text("utf-8")
    (target,) = cli("receipt", article, "--json").json["targets"]
    assert target["state"] == "delivered", "the text is the same, the notice is new"


def test_a_ledger_that_was_altered_gets_no_receipt(cli: Cli, web: Path) -> None:
    article = cli.published()
    assert cli("deliver", article).code == 0
    assert cli("receipt", article).code == 0
    (file,) = (cli.newsroom / "deliveries").glob("*.jsonl")
    lines = file.read_text("utf-8")
    assert '"sending"' in lines
    file.write_text(lines.replace('"sending"', '"intent"'), "utf-8")
    assert "ledger" in cli.fails(8, "receipt", article)
