"""`redaksi waive` and `unwaive`."""

from tests.cli.conftest import Cli

FLAWED = b"Ini sekedar contoh, kata warga. Resiko itu nyata.\n"
BUDI = "Budi Editor"


def test_what_is_waived_is_found_no_more_and_does_not_hold_up(cli: Cli) -> None:
    article = cli.new(body=FLAWED)
    cli("submit", article, "--to", BUDI, by="Ani Editor")
    assert cli("check", article, by=BUDI).code == 1
    cli.fails(4, "publish", article, by=BUDI)
    done = cli(
        "waive", article, "tidak-baku", "--text", "sekedar", "--reason", "Kutipan asli.", by=BUDI
    )
    assert "1 finding of tidak-baku waived" in done.out
    assert "Resiko" in cli.fails(4, "publish", article, by=BUDI)
    assert cli("waive", article, "tidak-baku", "--reason", "Gaya kami.", by=BUDI).code == 0
    assert cli("check", article, by=BUDI).code == 0
    assert "waived sekedar (tidak-baku): Kutipan asli." in cli("history", article).out
    assert cli("unwaive", article, "tidak-baku", by=BUDI).code == 0
    assert cli("check", article, by=BUDI).code == 1


def test_a_rule_that_finds_nothing_is_named(cli: Cli) -> None:
    article = cli.new()
    assert "tidak-baku finds nothing such" in cli.fails(
        3, "waive", article, "tidak-baku", "--reason", "x"
    )
    assert "Nothing that tidak-baku found" in cli.fails(3, "unwaive", article, "tidak-baku")
