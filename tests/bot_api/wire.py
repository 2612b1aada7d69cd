"""HTTP bodies ↔ typed calls and objects.

aiogram's models are the independent opinion: what a client sends and what the server answers must fit them, without a field they do not know.
"""

import datetime as dt
import functools
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods import Response, TelegramMethod
from aiogram.types import BufferedInputFile
from aiohttp import BodyPartReader, web
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tests.bot_api.refusals import Refusal, bad_request, not_found

Call = TelegramMethod[Any]
_ATTACHED = "attach://"


class InvalidCallError(Exception):
    """A call that no correct client makes; `complaints` say what is wrong with it."""

    def __init__(self, *complaints: str, refusal: Refusal | None = None) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = complaints
        self.refusal = refusal or bad_request(complaints[0])


class Upload(BufferedInputFile):
    """A file that came with a call."""

    def __init__(self, content: bytes, filename: str, content_type: str) -> None:
        super().__init__(content, filename)
        self.content_type = content_type


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a call."""

    parameters: dict[str, Any]
    """As they were sent: in forms, everything is text."""
    uploads: dict[str, Upload]


async def read_parameters(request: web.Request) -> Sent:
    """Read a query string and a body of one of the three kinds that the Bot API takes.

    Other kinds are ignored, as Telegram does.
    """
    parameters: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    match request.content_type if request.can_read_body else "":
        case "application/json":
            parameters |= await request.json()
        case "application/x-www-form-urlencoded":
            parameters |= {name: str(value) for name, value in (await request.post()).items()}
        case "multipart/form-data":
            async for part in _parts(request):
                content = bytes(await part.read())
                if part.filename is None:
                    parameters[part.name or ""] = content.decode()
                else:
                    kind = part.headers.get("Content-Type", "application/octet-stream")
                    uploads[part.name or ""] = Upload(content, part.filename, kind)
    return Sent(parameters, uploads)


async def _parts(request: web.Request) -> AsyncIterator[BodyPartReader]:
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader):
            yield part


@functools.cache
def _methods() -> Mapping[str, type[Call]]:
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        method.__api_method__.lower(): method
        for method in found
        if issubclass(method, TelegramMethod) and method is not TelegramMethod
    }


def typed_call(name: str, sent: Sent) -> Call:
    """Return a call as aiogram understands it, with uploads in the places that refer to them.

    Raises:
        InvalidCallError: If there is no such method or a parameter is unknown, missing or of a wrong type.
    """
    method = _methods().get(name.lower())
    if method is None:
        raise InvalidCallError(f"there is no method {name}", refusal=not_found())
    parameters = {field: _decoded(method, field, value) for field, value in sent.parameters.items()}
    direct = {field: upload for field, upload in sent.uploads.items() if field in method.model_fields}
    attached = {f"{_ATTACHED}{name}": upload for name, upload in sent.uploads.items()}
    values = _with_uploads(parameters, attached) | direct
    try:
        call = method.model_validate(values)
    except ValidationError as error:
        raise InvalidCallError(*(f"{name}: {_worded(mistake)}" for mistake in error.errors())) from error
    complaints = [f"{name}: unknown parameter {field}" for field in unknown_fields(call)]
    unused = (one for one in sent.uploads if one not in direct and _ATTACHED + one not in str(parameters))
    complaints += [f"{name}: nothing refers to the upload {upload}" for upload in unused]
    if complaints:
        raise InvalidCallError(*complaints)
    return call


def _worded(mistake: ErrorDetails) -> str:
    return f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}, got {mistake['input']!r:.200}"


def _decoded(method: type[Call], field: str, value: Any) -> Any:
    """Decode what forms carry as JSON: everything but strings."""
    known = method.model_fields.get(field)
    if not isinstance(value, str) or known is None or _admits_text(known.annotation):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise InvalidCallError(f"{method.__api_method__}: {field}: not JSON: {value!r}") from error


def _admits_text(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType, Annotated):
        return any(_admits_text(part) for part in get_args(annotation))
    return annotation is str


def _with_uploads(value: Any, attached: Mapping[str, Upload]) -> Any:
    """Put uploads in the place of the words that refer to them."""
    match value:
        case dict():
            return {name: _with_uploads(part, attached) for name, part in value.items()}
        case list():
            return [_with_uploads(part, attached) for part in value]
        case str():
            return attached.get(value, value)
    return value


def unknown_fields(value: Any, path: str = "") -> Iterator[str]:
    """Yield the dotted paths of the fields in `value` that aiogram has no declaration of."""
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or ())
        for name in value.model_fields_set:
            yield from unknown_fields(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from unknown_fields(part, f"{path}{number}.")


def as_json(value: Any) -> Any:
    """Return an object of the Bot API as Telegram sends it: without empty fields, dates as Unix time."""
    match value:
        case BaseModel():
            names = type(value).model_fields
            return {
                (names[name].alias or name) if name in names else name: as_json(part)
                for name, part in value
                if part is not None and not isinstance(part, Default)
            }
        case list():
            return [as_json(part) for part in value]
        case dt.datetime():
            return int(value.timestamp())
    return value


@functools.cache
def _response(model: Any) -> type[Response[Any]]:
    """Return the model of a response; kept, since pydantic would build it anew each time."""
    return Response[model]


def complaints_about(model: Any, body: Any) -> list[str]:
    """Return what aiogram finds wrong with an object that the server is about to send."""
    try:
        parsed = _response(model).model_validate({"ok": True, "result": body})
    except ValidationError as error:
        return [str(error)]
    return [f"the server sent an unknown field: {field}" for field in unknown_fields(parsed.result)]
