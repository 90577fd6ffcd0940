"""Short texts for chats are made of what may leave, with the address that readers know."""

from datetime import timedelta

import pytest

from redaksi.delivery import opening
from redaksi.domain.article import Text
from redaksi.errors import Refused
from tests.delivery.imitation import WEBSITE, Website
from tests.desk.rooms import CHIEF, TEXT, Room
from tests.desk.test_deliveries import Served

SITE = '\n[site]\nurl = "https://kabar.id/"\n'


def whatsapp(room: Room, article_id: str) -> str:
    return room.desk("Gita Guest").chats.texts(article_id)[0].text


def test_a_draft_does_not_leave(room: Room) -> None:
    with pytest.raises(Refused, match="never published"):
        whatsapp(room, room.draft().id)


def test_an_embargoed_article_does_not_leave(room: Room) -> None:
    article, desk = room.published(), room.desk(CHIEF)
    desk.copy.set(article.id, {"embargo": (desk.now() + timedelta(hours=3)).isoformat()})
    with pytest.raises(Refused, match="Embargo until"):
        whatsapp(room, article.id)


def test_a_newer_draft_does_not_leave(room: Room) -> None:
    article = room.published()
    room.desk("Budi Editor").moves.reopen(article.id, "salah nama")
    draft = room.store.dossier(article.id)
    room.desk("Ani Editor").copy.save(
        article.id, Text(headline="Rahasia", body=TEXT.body), draft.version
    )
    assert TEXT.headline in whatsapp(room, article.id)


def test_the_link_is_the_one_that_a_website_gave(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = room.published()
    assert "https" not in whatsapp(room, article.id)
    settings = room.folder / "newsroom.toml"
    settings.write_text(settings.read_text() + SITE)
    assert "https://kabar.id/banjir-surut.html" in whatsapp(room, article.id)
    monkeypatch.setenv("SITUS_PASSWORD", "rahasia-benar")
    monkeypatch.setattr(opening, "connect", lambda _target, _secret, _around: Website())
    served = Served(room, Website())
    served.deliver()
    assert WEBSITE in settings.read_text()
    assert "https://contoh.id/1" in whatsapp(room, article.id)
