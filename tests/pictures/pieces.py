"""Pictures for tests, and readers of picture files that are independent of Pillow."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

GPS = {1: "S", 2: (6.0, 10.0, 21.5), 3: "E", 4: (106.0, 49.0, 3.2)}
CAMERA = "Kamera Rahasia X100"
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
    'photoshop:Credit="{credit}" exif:GPSLatitude="6,10.3S">'
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt>'
    "</dc:description><dc:creator><rdf:Seq><rdf:li>{person}</rdf:li></rdf:Seq></dc:creator>"
    '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{alt}</rdf:li>'
    "</rdf:Alt></Iptc4xmpCore:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def xmp(caption: str = "", person: str = "", credit: str = "", alt: str = "") -> bytes:
    """An XMP packet with these words, and a place."""
    return _XMP.format(caption=caption, person=person, credit=credit, alt=alt).encode()


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a camera and a place."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x0110] = CAMERA
    found[0x8825] = GPS
    return found


def picture(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A picture whose top left quarter is red, on blue."""
    image = Image.new("RGB", (width, height), (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    return image.convert(mode)


def saved(image: Image.Image, name: str = "JPEG", **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, name, **options)
    return data.getvalue()


def photo(width: int = 400, height: int = 300, orientation: int = 1, words: bytes = b"") -> bytes:
    """A JPEG as a camera makes it, with EXIF, a place and XMP."""
    packet = words or xmp("Rahasia")
    return saved(picture(width, height), exif=exif(orientation), xmp=packet, comment=b"Rahasia")


def with_iptc(data: bytes, fields: dict[tuple[int, int], bytes]) -> bytes:
    """The JPEG `data` with IPTC `fields`, as a photo agency writes them."""
    records = b"".join(
        b"\x1c" + bytes(key) + struct.pack(">H", len(value)) + value
        for key, value in fields.items()
    )
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records
    block = b"Photoshop 3.0\0" + block + b"\0" * (len(records) % 2)
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:]


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG whose header says `width` x `height`, whatever its `rows` are."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The markers before the picture itself, each with its content."""
    assert data[:2] == b"\xff\xd8"
    place = 2
    while data[place + 1] != 0xDA:
        assert data[place] == 0xFF
        (size,) = struct.unpack(">H", data[place + 2 : place + 4])
        yield data[place + 1], data[place + 4 : place + 2 + size]
        place += 2 + size


def webp_chunks(data: bytes) -> Iterator[bytes]:
    """The names of the chunks."""
    assert (data[:4], data[8:12]) == (b"RIFF", b"WEBP")
    place = 12
    while place < len(data):
        yield data[place : place + 4]
        (size,) = struct.unpack("<I", data[place + 4 : place + 8])
        place += 8 + size + size % 2


def metadata(data: bytes) -> list[str]:
    """The parts of a JPEG or WebP file that say something beside the picture."""
    if data[:2] == b"\xff\xd8":
        # APP0 holds the density; APP14 is Adobe's, and says how the colours are stored.
        named = {**{0xE0 + number: f"APP{number}" for number in range(16)}, 0xFE: "COM"}
        return [
            named[marker]
            for marker, _content in jpeg_segments(data)
            if marker in named and named[marker] not in {"APP0", "APP14"}
        ]
    pictures = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
    return [name.decode() for name in webp_chunks(data) if name not in pictures]


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
