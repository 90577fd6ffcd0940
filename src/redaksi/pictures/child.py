"""The child process that decodes pictures, with limits of memory and of what it may do.

It reads tasks from standard input and writes replies to standard output. Whatever goes wrong with
a picture is a reply; a picture that ends the process is reported by the parent.
"""

import io
import warnings
from contextlib import suppress

import msgspec
from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from redaksi.pictures import embedded
from redaksi.pictures.exchange import (
    PictureFacts,
    Reply,
    Task,
    Thumbnail,
    Undecodable,
    WebFiles,
)
from redaksi.system.serving import serve

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""The formats that are opened, by Pillow's names."""
_PIXELS = 100_000_000
"""The most pixels of a picture: the largest sensors of cameras; a bomb has far more."""
_MEMORY = 1_536 << 20
"""The most bytes of memory of this process."""
_JPEG_QUALITY, _WEBP_QUALITY = 85, 80
_WHITE = (255, 255, 255)


class _Unfit(Exception):
    """The picture is not taken; the argument is the `why` of the reply."""


def main() -> None:
    """Reply to each task until the input ends."""
    decode = msgspec.msgpack.Decoder(Task).decode
    serve(lambda message: reply(decode(message)), _MEMORY)


def reply(task: Task) -> Reply:
    """The reply to `task`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _opened(task.data) as image:
                return (
                    _web_files(image, task.longest) if task.longest else _look(image, task.preview)
                )
    except _Unfit as error:
        return Undecodable(error.args[0])
    except MemoryError:
        return Undecodable("memory")
    except Exception:  # noqa: BLE001 - a hostile picture makes a decoder raise anything
        return Undecodable("broken")


def _opened(data: bytes) -> ImageFile.ImageFile:
    """The picture in `data`; only its header is decoded.

    Raises:
        _Unfit: when its format is not one of `_FORMATS`, or it has too many pixels.
    """
    Image.MAX_IMAGE_PIXELS = _PIXELS
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _Unfit("pixels") from None
    except UnidentifiedImageError:
        raise _Unfit("format") from None
    if image.width * image.height > _PIXELS:
        raise _Unfit("pixels")
    return image


def _look(image: ImageFile.ImageFile, most: tuple[int, int] | None) -> PictureFacts:
    name = image.format or ""
    words = embedded.words(image)
    width, height = image.size
    image.draft(image.mode, most or (1, 1))  # a JPEG is decoded at an eighth of its size
    image.load()  # a picture that is cut off is refused now
    if _is_turned(image):
        width, height = height, width
    preview = _preview(image, most) if most else None
    return PictureFacts(format=name, width=width, height=height, preview=preview, **words)


def _preview(image: ImageFile.ImageFile, most: tuple[int, int]) -> Thumbnail:
    longest = 8 * max(most)
    image.thumbnail((longest, longest), Image.Resampling.NEAREST)  # cheap, whatever the size
    made = _upright(_in_colours(image))
    made.thumbnail(most)
    made = _on_white(_in_srgb(made))
    return Thumbnail(*made.size, rgb=made.tobytes())


def _web_files(image: ImageFile.ImageFile, longest: int) -> WebFiles:
    image.draft(image.mode, (2 * longest, 2 * longest))
    image.load()
    made = _in_colours(image)
    made.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    made = _in_srgb(_upright(made))
    made.info.clear()  # the encoders would write some of the metadata that they find here
    return WebFiles(
        *made.size,
        jpeg=_saved(
            _on_white(made), "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True
        ),
        webp=_saved(made, "WEBP", quality=_WEBP_QUALITY, method=4),
    )


def _on_white(image: Image.Image) -> Image.Image:
    """`image` without transparency."""
    if image.mode != "RGBA":
        return image
    opaque = Image.new("RGB", image.size, _WHITE)
    opaque.paste(image, mask=image.getchannel("A"))
    return opaque


def _in_colours(image: Image.Image) -> Image.Image:
    """`image` with colours of 8 bits instead of a palette or finer grey."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L").convert("RGB")
    if image.mode in {"RGB", "RGBA", "CMYK"}:
        return image
    has_alpha = image.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _is_turned(image: Image.Image) -> bool:
    """Whether width and height of `image` change places when it is turned upright."""
    with suppress(Exception):
        return image.getexif().get(ExifTags.Base.Orientation) in {5, 6, 7, 8}
    return False


def _upright(image: Image.Image) -> Image.Image:
    """`image` turned as its EXIF says, if that can be read."""
    with suppress(Exception):
        return ImageOps.exif_transpose(image)
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """`image` in sRGB, the colours of the web: its own profile will be dropped."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK"}:
        with suppress(Exception):  # a broken profile is as good as none
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
            if found:
                return found
    return image if image.mode == "RGBA" else image.convert("RGB")


def _saved(image: Image.Image, name: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, name, **options)
    return data.getvalue()


if __name__ == "__main__":
    main()
