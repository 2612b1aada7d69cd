"""Files that people and the bot have sent."""

import base64
import hashlib
import io
import itertools
import mimetypes
from dataclasses import dataclass
from pathlib import PurePath

import imagesize
from aiogram.types import Document, File, InputFile, PhotoSize

from tests.bot_api.refusals import Refusal, bad_request
from tests.bot_api.wire import Upload

_DOWNLOAD_BYTES = 20 * 1024 * 1024
_UPLOAD_BYTES = 50 * 1024 * 1024
_PHOTO_BYTES = 10 * 1024 * 1024
_PHOTO_SIDES = 10_000
_THUMBNAIL_SIDE = 90


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on Telegram's servers."""

    file_id: str
    name: str
    content_type: str
    content: bytes
    path: str

    @property
    def unique_id(self) -> str:
        """Return the id that is the same for all bots."""
        return f"AgAD{self.file_id[-12:]}"

    @property
    def thumbnail_id(self) -> str:
        """Return the id of its small picture, if it is a photo."""
        return f"{self.file_id}s"

    def document(self) -> Document:
        """Return it as a message shows it."""
        return Document(
            file_id=self.file_id,
            file_unique_id=self.unique_id,
            file_name=self.name,
            mime_type=self.content_type,
            file_size=len(self.content),
        )

    def photo(self) -> list[PhotoSize]:
        """Return the sizes of a photo, a thumbnail first.

        Raises:
            Refusal: If it is no picture, or not one that Telegram shows.
        """
        width, height = imagesize.get(io.BytesIO(self.content))
        if width < 1 or height < 1:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if width + height > _PHOTO_SIDES or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        shrunk = min(_THUMBNAIL_SIDE / max(width, height), 1)
        small = PhotoSize(
            file_id=self.thumbnail_id,
            file_unique_id=f"{self.unique_id}s",
            width=max(round(width * shrunk), 1),
            height=max(round(height * shrunk), 1),
        )
        full = PhotoSize(
            file_id=self.file_id,
            file_unique_id=self.unique_id,
            width=width,
            height=height,
            file_size=len(self.content),
        )
        return [small, full]


class Files:
    """The files, by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = itertools.count()

    def add(self, content: bytes, name: str, content_type: str | None = None) -> StoredFile:
        """Keep a file; its kind is guessed from its name if it is not given."""
        kind = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        number = next(self._numbers)
        digest = hashlib.sha256(str(number).encode()).digest()
        file = StoredFile(
            # As long as real ones, which do not fit into a button's callback data.
            file_id=f"BQACAgIAAxkBAAM{base64.urlsafe_b64encode(digest).decode().rstrip('=')}AACNhYE",
            name=name,
            content_type=kind,
            content=content,
            path=f"{'photos' if kind.startswith('image/') else 'documents'}/file_{number}{PurePath(name).suffix}",
        )
        self._by_id[file.file_id] = self._by_id[file.thumbnail_id] = self._by_path[file.path] = file
        return file

    def sent(self, file: str | InputFile, *, is_photo: bool = False) -> StoredFile:
        """Return the file that a call sends: an upload, or one that is here already.

        Raises:
            Refusal: If it is empty, too big or unknown.
        """
        if not isinstance(file, Upload):
            return self.get(str(file), "wrong file identifier/HTTP URL specified")
        if not file.data:
            raise bad_request("file must be non-empty")
        if len(file.data) > _UPLOAD_BYTES:
            raise Refusal(413, "Request Entity Too Large")
        if is_photo and len(file.data) > _PHOTO_BYTES:
            raise bad_request("file is too big for a photo")
        return self.add(file.data, file.filename or "file", file.content_type)

    def get(self, file_id: str, unknown: str = "invalid file_id") -> StoredFile:
        """Return a file by its id.

        Raises:
            Refusal: If there is none.
        """
        if file_id not in self._by_id:
            raise bad_request(unknown)
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """Return the file that can be downloaded from a path."""
        return self._by_path.get(path)

    def info(self, file_id: str) -> File:
        """Return what getFile says.

        Raises:
            Refusal: If there is no such file, or it is too big for bots.
        """
        file = self.get(file_id)
        if len(file.content) > _DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return File(
            file_id=file.file_id,
            file_unique_id=file.unique_id,
            file_size=len(file.content),
            file_path=file.path,
        )
