"""Files of pictures → upright pages of sensible size, through Pillow."""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

from knowledge.errors import ReadError
from knowledge.sources.readers.remedies import DAMAGED

LONGEST_SIDE = 1600
"""Pixels; 136 to the inch on A4. With more, recognition is slower and loses more spaces between words; a phone shows less."""
_MOST_PIXELS = 100_000_000
"""Those of the largest cameras; three times as many bytes in memory."""
Image.MAX_IMAGE_PIXELS = None  # it would call such a picture an attack, and a smaller one a suspicion


def frames(picture: bytes) -> Iterator[Image.Image]:
    """Yield each page of a picture on white, turned as the camera says; TIFF may hold several.

    Raises:
        ReadError: If it cannot be opened or is too large.
    """
    try:
        with Image.open(io.BytesIO(picture)) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ReadError(f"has more than {_MOST_PIXELS // 10**6} million pixels. Save it smaller.")
            for frame in ImageSequence.Iterator(image):
                yield _upright(frame)
    except (
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:  # Pillow raises all of these
        raise ReadError(DAMAGED) from error


def _upright(frame: Image.Image) -> Image.Image:
    frame.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    frame = ImageOps.exif_transpose(frame)
    if frame.has_transparency_data:
        frame = Image.alpha_composite(Image.new("RGBA", frame.size, "white"), frame.convert("RGBA"))
    return frame.convert("RGB")
