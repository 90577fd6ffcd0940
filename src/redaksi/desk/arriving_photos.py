"""The photos of an imported article of Redaksi's own JSON: their files lie beside it.

The files are those that were exported for the web, so they have another hash than the originals.
Whatever the JSON file says of them is somebody else's word: only regular files in the folder of
photos beside it are read, and each must be a picture.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from redaksi.domain.article import Photo, Text
from redaksi.errors import RedaksiError, reading_errors
from redaksi.exporters.photo_files import FOLDER
from redaksi.i18n import _
from redaksi.pictures.studio import Studio
from redaksi.store.base import LARGEST_ATTACHMENT, AttachmentStore
from redaksi.system import safe_files

_PATH = re.compile(rf"{FOLDER}/[\w-]+\.jpg", re.ASCII)


def taken(
    store: AttachmentStore, text: Text, beside: Path | None, paths: Mapping[str, str]
) -> tuple[Text, str]:
    """`text` with its photos in `store`, and a remark on those that are not there.

    `paths` tell where the files of photos lie in the folder `beside`, by the hash of the original;
    a photo whose original is in `store` keeps it.
    """
    studio = Studio()
    photos, missing = [], []
    for number, photo in enumerate(text.photos, start=1):
        if not photo.attachment or store.has_attachment(photo.attachment):
            photos.append(photo)
            continue
        try:
            photos.append(_attached(store, studio, photo, beside, paths))
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
    return replace(text, photos=tuple(photos)), remark


def _attached(
    store: AttachmentStore,
    studio: Studio,
    photo: Photo,
    beside: Path | None,
    paths: Mapping[str, str],
) -> Photo:
    """`photo` with the file beside the import as its attachment.

    Raises:
        ValueError: when no file is named, or not one in the folder of photos.
        RedaksiError: when the file cannot be read, or is no picture.
    """
    path = paths.get(photo.attachment, "")
    if beside is None or not _PATH.fullmatch(path):
        raise ValueError(path)
    with reading_errors(path):
        data = safe_files.read(beside / path, len(Path(path).parts), LARGEST_ATTACHMENT)
    studio.look(data)
    return replace(photo, sha256=store.attach(data))
