"""Bitmaps of PDFium → PNG files."""

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2 as pdfium


def png(bitmap: "pdfium.PdfBitmap") -> bytes:
    """Encode a bitmap of red, green and blue bytes (https://www.w3.org/TR/png-3/).

    Pillow would do it too, for a sixth of the whole installation.
    """
    pixels, width = memoryview(bitmap.buffer).cast("B"), bitmap.width * bitmap.n_channels
    lines = (
        pixels[start : start + width] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    unfiltered = b"".join(b"\0" + bytes(line) for line in lines)
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(unfiltered, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
