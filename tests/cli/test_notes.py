"""`redaksi note`: from a question on a paragraph to its answer, with the codes of refusals."""

from tests.cli.conftest import Cli

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"


def test_a_note_goes_from_question_to_answer_and_lets_the_article_go(cli: Cli) -> None:
    article_id = cli.new()
    done = cli(
        "note", "add", article_id, "Sebut nama desanya.", "--paragraph", "2", "--ask", by=BUDI
    )
    assert done.out == f"{article_id}: note 1 is written.\n"
    assert "“Sebut nama desanya.” by Budi Editor asks for a change" in cli.fails(
        4, "submit", article_id, by=ANI
    )
    assert (
        cli("note", "answer", article_id, "1", "Desa Welang.", by=ANI).out
        == f"{article_id}: note 1 is answered.\n"
    )
    (note,) = cli("note", "list", article_id, "--json").json
    assert (note["number"], note["paragraph"], note["quotation"], note["waits"]) == (
        1,
        2,
        "Isi dua.",
        False,
    )
    assert [(one["by"], one["text"]) for one in note["answers"]] == [(ANI, "Desa Welang.")]
    assert cli("submit", article_id, "--to", BUDI, by=ANI).code == 0
    assert (
        cli("note", "resolve", article_id, note["id"][:4], by=BUDI).out
        == f"{article_id}: note 1 is resolved.\n"
    )
    assert cli("note", "list", article_id).out == "No notes.\n"
    assert cli("note", "list", article_id, "--json").json == []
    assert "resolved by Budi Editor" in " ".join(
        cli("note", "list", article_id, "--all").out.split()
    )
    assert cli("undo", article_id, by=BUDI).code == 0
    assert len(cli("note", "list", article_id, "--json").json) == 1
    assert cli("verify").code == 0


def test_show_numbers_the_paragraphs_and_prints_each_note_below_its_own(cli: Cli) -> None:
    article_id = cli.new()
    cli("note", "add", article_id, "Cek [bold] ini.", "--paragraph", "isi satu", "--ask", by=BUDI)
    cli("note", "add", article_id, "Terlalu panjang.", by=GITA)
    cli("note", "answer", article_id, "1", "Sudah.", by=ANI)
    shown = " ".join(cli("show", article_id).out.split())
    order = (
        "1 Isi satu.",
        "[1] Budi Editor",
        "Cek [bold] ini.",
        "→ Ani Editor",
        "2 Isi dua.",
        "[2] Gita Guest",
    )
    places = [shown.index(part) for part in order]
    assert places == sorted(places)
    assert "paragraph 1 · answered" in shown
    assert "the whole article" in shown
    assert [note["text"] for note in cli("show", article_id, "--json").json["open_notes"]] == [
        *("Cek [bold] ini.", "Terlalu panjang.")
    ]


def test_what_is_not_there_or_not_allowed_ends_with_its_code(cli: Cli) -> None:
    article_id = cli.new()
    cli("note", "add", article_id, "Cek.", by=BUDI)
    assert "no note 7" in cli.fails(3, "note", "resolve", article_id, "7")
    assert "no paragraph 9" in cli.fails(3, "note", "add", article_id, "Cek.", "--paragraph", "9")
    assert "guest" in cli.fails(4, "note", "resolve", article_id, "1", by=GITA)
    assert "empty" in cli.fails(6, "note", "add", article_id, " ")
    assert cli("note", "add", article_id).code == 2
    assert cli("note", "answer", "000000", "1", "Ya.").code == 3


def test_publishing_over_a_note_names_the_way_out_and_keeps_the_override(cli: Cli) -> None:
    article_id = cli.new()
    cli("submit", article_id, "--to", BUDI, by=ANI)
    cli("note", "add", article_id, "Cek.", "--ask")
    assert f"redaksi note list {article_id}" in cli.fails(4, "publish", article_id, by=BUDI)
    assert cli("publish", article_id, "--override", "Mendesak.", by=BUDI).code == 0
    sign_off = cli("show", article_id, "--json").json["sign_offs"][0]
    assert sign_off["set_aside"] == ["The note “Cek.” by Cici Chief asks for a change."]
