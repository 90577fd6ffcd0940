"""What a document carries besides its words arrives at the desk: comments and pictures."""

from datetime import datetime

from redaksi.desk.imports import ImportOutcome
from redaksi.domain import audit
from tests.desk.rooms import Room
from tests.importers.office_files import PICTURE, docx, jpeg, paragraph, run

ANI = "Ani Editor"


def test_a_comment_of_a_document_is_an_open_note_on_its_paragraph(room: Room) -> None:
    words = paragraph("Cek angkanya")
    comment = f'<w:comment w:id="0" w:author="Sari W" w:initials="SW">{words}</w:comment>'
    data = docx(
        paragraph("Banjir Surut", "Title"),
        paragraph("Air surut di tiga desa."),
        f'<w:p>{run("Korban 12 orang.")}<w:r><w:commentReference w:id="0"/></w:r></w:p>',
        comments=comment,
    )
    arrival = room.desk(ANI).imports.data(data, "siaran.docx")
    dossier = room.store.dossier(arrival.id)
    (note,) = dossier.notes
    assert (note.text, note.by, note.is_open) == ("Sari W: Cek angkanya", ANI, True)
    assert (note.paragraph, note.quotation) == (
        dossier.article.paragraph_ids[1],
        "Korban 12 orang.",
    )
    assert audit.faults(dossier) == ()
    assert room.desk(ANI).imports.data(data, "lagi.docx").outcome is ImportOutcome.DUPLICATE


def test_a_picture_of_a_document_is_a_photo_of_the_newsroom(room: Room) -> None:
    data = docx(paragraph("Banjir Surut", "Title"), paragraph("Air surut di tiga desa."), PICTURE)
    arrival = room.desk(ANI).imports.data(data, "siaran.docx")
    (photo,) = room.store.dossier(arrival.id).article.text.photos
    assert room.store.attachment(photo.attachment) == jpeg()
    assert "did not come along" not in arrival.message


def test_a_picture_that_is_none_costs_the_picture_and_not_the_article(room: Room) -> None:
    data = docx(
        paragraph("Banjir Surut", "Title"),
        paragraph("Air surut di tiga desa."),
        PICTURE,
        parts={"word/media/image1.jpeg": b"bukan gambar"},
    )
    arrival = room.desk(ANI).imports.data(data, "siaran.docx")
    assert arrival.outcome is ImportOutcome.IMPORTED
    assert "pictures of these photos did not come along: 1" in arrival.message


def test_the_time_of_a_page_is_kept_as_evidence(room: Room) -> None:
    page = (
        '<html><meta property="article:published_time" content="2026-11-20T10:00:00">'
        "<h1>Banjir Surut</h1><p>Air surut di tiga desa sejak pagi tadi, kata warga.</p></html>"
    )
    arrival = room.desk(ANI).imports.data(page.encode(), "halaman.html")
    (event,) = (one for one in room.store.dossier(arrival.id).events if one.kind == "imported")
    written = datetime.fromisoformat(event.data["written"])
    assert written == datetime(2026, 11, 20, 10, tzinfo=room.desk(ANI).house.zone)
