"""Command lines with several articles."""

from tests.cli.conftest import Cli


def test_several_articles_are_told_of_one_by_one_and_the_code_is_that_of_the_refusals(
    cli: Cli,
) -> None:
    first, second, published = cli.new("Satu"), cli.new("Dua"), cli.published("Tiga")
    done = cli("submit", first, published, second, "--to", "Budi Editor")
    assert done.code == 4
    assert [line.split()[0] for line in done.out.splitlines()] == [first, second]
    assert done.err.startswith(f"redaksi: {published}: ")
    assert len(done.err.splitlines()) == 1
    done = cli("assign", first, second, "review", "Ani Editor")
    assert (done.code, done.err, len(done.out.splitlines())) == (0, "", 2)
    assert cli("assign", first, "999999", "review", "Ani Editor").code == 3
    cli.fails(3, "assign", first, second, "review", "Ani Editer")
    assert cli("assign", "review", "Ani Editor").code == 2
