"""`redaksi chat`: a published article as short texts."""

from tests.cli.conftest import Cli


def test_all_texts_or_one_are_printed(cli: Cli) -> None:
    article = cli.published()
    done = cli("chat", article)
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line.startswith("[")] == [
        "[WhatsApp]",
        "[Telegram]",
        "[Instagram]",
        "[Facebook]",
    ]
    one = cli("chat", article, "--for", "whatsapp").out
    assert one.startswith("*Banjir Surut*\n\n")
    assert "[" not in one
    texts = cli("chat", article, "--json").json
    assert [text["app"] for text in texts] == ["whatsapp", "telegram", "instagram", "facebook"]
    assert texts[0]["text"] + "\n" == one


def test_a_missing_link_is_said_until_the_site_has_an_address(cli: Cli) -> None:
    article = cli.published()
    assert cli("chat", article).err.count("There is no link") == 1
    assert cli("chat", article, "--for", "instagram").err == ""  # it takes no links
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(settings.read_text() + '\n[site]\nurl = "https://contoh.id"\n')
    done = cli("chat", article, "--for", "facebook")
    assert (done.err, "https://contoh.id/banjir-surut.html" in done.out) == ("", True)


def test_only_published_articles_leave(cli: Cli) -> None:
    assert "never published" in cli.fails(4, "chat", cli.new())
    assert "signal" in cli("chat", "1", "--for", "signal").err
