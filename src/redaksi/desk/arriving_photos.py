"""The photos of an imported article: inside its file, or beside Redaksi's own JSON.

The files beside it are those that were exported for the web, so they have another hash than the
originals. Whatever the JSON file says of them is somebody else's word: only regular files in the
folder of photos beside it are read, and each must be a picture.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from redaksi.domain.article import Photo, Text
from redaksi.errors import RedaksiError, reading_errors
from redaksi.exporters.photo_files import FOLDER
from redaksi.i18n import _
from redaksi.importers.base import Imported
from redaksi.pictures.studio import Studio
from redaksi.store.base import LARGEST_ATTACHMENT, AttachmentStore
from redaksi.system import safe_files

_PATH = re.compile(rf"{FOLDER}/[\w-]+\.jpg", re.ASCII)


def taken(store: AttachmentStore, piece: Imported, beside: Path | None) -> tuple[Text, str]:
    """The text of `piece` with its photos in `store`, and a remark on those that are not there.

    The file itself holds a photo, or names its file in the folder `beside`. A photo whose original
    is in `store` keeps it.
    """
    studio = Studio()
    photos, missing = [], []
    for number, photo in enumerate(piece.text.photos, start=1):
        if not photo.attachment or store.has_attachment(photo.attachment):
            photos.append(photo)
            continue
        try:
            data = piece.pictures.get(photo.attachment) or _beside(photo, beside, piece.photos)
            studio.look(data)
            photos.append(replace(photo, sha256=store.attach(data)))
        except (RedaksiError, ValueError):
            photos.append(photo)
            missing.append(str(number))
    remark = (
        _("The pictures of these photos did not come along: {numbers}.").format(
            numbers=", ".join(missing)
        )
        if missing
        else ""
    )
    return replace(piece.text, photos=tuple(photos)), remark


def _beside(photo: Photo, beside: Path | None, paths: Mapping[str, str]) -> bytes:
    """The file of `photo` in the folder `beside`; `paths` name files by the hash of the original.

    Raises:
        ValueError: when no file is named, or not one in the folder of photos.
        RedaksiError: when the file cannot be read.
    """
    path = paths.get(photo.attachment, "")
    if beside is None or not _PATH.fullmatch(path):
        raise ValueError(path)
    with reading_errors(path):
        return safe_files.read(beside / path, len(Path(path).parts), LARGEST_ATTACHMENT)
