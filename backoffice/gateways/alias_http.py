"""One conversation with an alias service over HTTP. Apart from the rest, as httpx2 takes half a second to import."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from uuid import UUID

import httpx2
from pydantic import SecretStr

from backoffice.domain.card import CardExpiry
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.secret_digits import SecretDigits

_FIRST_FAILURE = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said; shown as its status alone, as nobody knows what else it may say."""

    status: int
    _content: Mapping[str, object] = field(repr=False)

    def said(self, name: str) -> str:
        """A text of the JSON object that came; empty where there is none."""
        text = self._content.get(name)
        return text if isinstance(text, str) else ""


class Conversation:
    """Requests to an alias service, each of which may be lost: then there is no answer, and no exception either.

    The number is never a text here: the body is sent digit by digit. What httpx2 logs is names and addresses, and its
    exceptions, which know the request, go no further. It takes no proxy from the environment, through which a number
    could leave this machine in clear.
    """

    def __init__(self, url: str, token: SecretStr, patience: float) -> None:
        """Begin. `patience`: how many seconds to wait for the connection, and then for the answer.

        Raises:
            Unavailable: `SETTINGS_WRONG`: that is no address.
        """
        try:
            self._http = httpx2.Client(base_url=url, timeout=patience, trust_env=False)
        except httpx2.InvalidURL:
            raise Unavailable(Fault.SETTINGS_WRONG, key="alias_url") from None
        self._http.headers["Authorization"] = f"Bearer {token.get_secret_value()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def ask_alias(self, key: UUID, number: SecretDigits, expiry: CardExpiry) -> Answer | None:
        """POST a card; None where it cannot be told what became of it."""
        before = b'{"expiry":"%04d-%02d","number":"' % (expiry.year, expiry.month)
        after = b'"}'
        headers = {
            "Idempotency-Key": str(key),
            "Content-Type": "application/json",
            "Content-Length": str(len(before) + len(number) + len(after)),
        }
        content = _body(before, number, after)
        return self._send(self._http.build_request("POST", "aliases", headers=headers, content=content))

    def ask_outcome(self, key: UUID) -> Answer | None:
        """GET what became of the POST under `key`; None where that cannot be told either."""
        return self._send(self._http.build_request("GET", f"aliases/{key}"))

    def _send(self, request: httpx2.Request) -> Answer | None:
        try:
            response = self._http.send(request)
        except httpx2.RequestError:
            return None
        if response.status_code >= _FIRST_FAILURE:
            return None
        return Answer(response.status_code, _content(response))


def _content(response: httpx2.Response) -> Mapping[str, object]:
    try:
        content = response.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _body(before: bytes, number: SecretDigits, after: bytes) -> Iterator[bytes]:
    yield before
    yield from number.signs()
    yield after
