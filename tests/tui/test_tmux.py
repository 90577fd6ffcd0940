"""In a real terminal, by keys alone, an editor writes and submits, and another publishes."""

from pathlib import Path

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.store.query import Query
from tests.tui.conftest import CHIEF, WRITER
from tests.tui.tmux import terminals


def test_an_article_is_written_submitted_and_published_by_keys_alone(
    tmp_path: Path, room: Path, desk: Desk
) -> None:
    with terminals(tmp_path) as tmux:
        writer = tmux.desk(room, "--as", WRITER)
        writer.see("No drafts")
        writer.keys("n")
        writer.see("New article")
        writer.type("Banjir Surut")
        writer.keys("Enter")
        writer.see("Text", "Particulars", "Banjir Surut")
        writer.type("Air surut sejak pagi.")
        writer.keys("C-s")
        writer.see("Saved")
        writer.keys("Escape")
        writer.see("Draft 1", "Banjir Surut")
        writer.keys("s")
        writer.see("Review editor")
        writer.type(CHIEF[:4])
        writer.keys("Enter")
        writer.see("Draft 0", "Review 1")
        writer.keys("q")
        writer.gone()

        chief = tmux.desk(room, "--as", CHIEF)
        chief.see("Review 1")
        chief.keys("l")
        chief.see("Banjir Surut")
        chief.keys("p")
        chief.see("sealed")
        chief.keys("Enter")
        chief.see("Published 1")
        chief.keys("q")
        chief.gone()

    desk.reading.refresh()
    (row,) = desk.store.page(Query(stage=Stage.PUBLISHED))
    article = desk.reading.article(row.id).article
    assert article.text.body == ("Air surut sejak pagi.",)
    assert article.sign_offs[-1].editor == CHIEF
