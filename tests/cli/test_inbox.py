"""`redaksi inbox`: what waits for a person, until they have read it."""

from tests.cli.conftest import Cli
from tests.cli.test_json import ANI, BUDI


def test_what_waits_is_listed_until_it_is_read(cli: Cli) -> None:
    article = cli.new("Banjir Surut", by=ANI)
    assert cli("inbox", by=BUDI).out == "Nothing waits for you.\n"
    cli("submit", article, "--to", BUDI, by=ANI)
    told = cli("inbox", by=BUDI).out.splitlines()[1]
    assert article in told
    assert "Ani Editor submitted it to you" in told
    assert told.startswith("●")
    assert cli("inbox", "--read", by=BUDI).out.splitlines()[1] == told
    assert cli("inbox", by=BUDI).out == "Nothing waits for you.\n"
    assert cli("inbox", "--all", by=BUDI).out.splitlines()[1].startswith(" ")
    assert cli("inbox", by=ANI).out == "Nothing waits for you.\n"


def test_the_document_tells_the_same(cli: Cli) -> None:
    article = cli.new("Banjir Surut", by=ANI)
    assert cli("inbox", "--json", by=BUDI).json == []
    cli("submit", article, "--to", BUDI, by=ANI)
    cli("return", article, "--note", "Cek.", by=BUDI)
    (one,) = cli("inbox", "--json", by=ANI).json
    assert (one["kind"], one["article"], one["by"], one["unread"]) == (
        *("returned", article, BUDI),
        True,
    )
    assert one["note"]


def test_headlines_cannot_steer_the_terminal(cli: Cli) -> None:
    article = cli.new("Banjir Surut", by=ANI)
    cli("submit", article, "--to", BUDI, by=ANI)
    (file,) = cli.newsroom.rglob(f"{article}.json")
    written = file.read_text("utf-8").replace("Banjir Surut", "Banjir\\u001b]0;x\\u0007 Surut")
    file.write_text(written, "utf-8")
    cli("reindex")
    out = cli("inbox", by=BUDI).out
    assert "Banjir Surut" in out
    assert "\x1b" not in out
