"""A small alias service on the loopback, for the demo and the tests; it keeps the contract of `service`."""

import json
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum, unique
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Event, Lock, Thread
from uuid import UUID, uuid4

from pydantic import SecretStr

from backoffice.domain.card import AliasedCard, CardExpiry, check_number, last_four
from backoffice.domain.errors import RuleBroken
from backoffice.domain.secret_digits import SecretDigits
from backoffice.gateways.alias.service import as_sent

_ALIASES = "/aliases"
_LONGEST_BODY = 1_000
_LATE = 30.0
_IDLE = 5.0
_LOOK_ROUND = 0.1
"""How often the server sees whether it is to stop, in seconds, as are the two above."""
_NUMBER = re.compile(rb'"number"\s*:\s*"([0-9]{1,19})"')
_EXPIRY = re.compile("([0-9]{4})-(0[1-9]|1[0-2])")
_ZERO = ord("0")


@unique
class AliasTrial(StrEnum):
    """What the last four digits of a number bring about; with `4000 0000 0000` before them they make a sound one."""

    REFUSED = "0002"
    EXPIRED = "0069"
    BUSY_ONCE = "0119"
    """A 503 to the first request of a key: nothing is done."""
    BUSY = "0127"
    """A 503 to every POST."""
    DONE_THEN_504 = "0135"
    """The alias is made, and a 504 says that it cannot be told."""
    DONE_THEN_LATE = "0143"
    """The alias is made, and the answer does not come in time."""
    LOST_ONCE = "0150"
    """The first request of a key gets nowhere, and there is no answer."""


_REFUSALS: Mapping[str, str] = {AliasTrial.REFUSED: "card_refused", AliasTrial.EXPIRED: "card_expired"}


class AliasSandbox:
    """An alias service of this process's own, on a port of the loopback, until `close`.

    It keeps the aliases, which are random, and of a card its brand, last four digits and expiry; of the number not
    even a trace in memory. What goes wrong is chosen by the number, as processors' own sandboxes do it: see
    `AliasTrial`.

    Attributes:
        url: where it is.
        token: what it takes; another one at each start.
    """

    def __init__(self) -> None:
        self.token = SecretStr(secrets.token_urlsafe())
        self._server = _Server(self.token)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = Thread(target=self._server.serve_forever, args=(_LOOK_ROUND,), name="alias sandbox", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it, with the requests that are under way."""
        self._server.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Book:
    """What was made under which key."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: set[UUID] = set()
        self._cards: dict[UUID, AliasedCard] = {}

    def is_first(self, key: UUID) -> bool:
        """Whether no request with this key was seen before."""
        with self._lock:
            first = key not in self._seen
            self._seen.add(key)
        return first

    def add(self, key: UUID, card: AliasedCard) -> AliasedCard:
        """Keep `card` under `key`, unless there is one already; the one that is there."""
        with self._lock:
            return self._cards.setdefault(key, card)

    def get(self, key: UUID) -> AliasedCard | None:
        """What was made."""
        with self._lock:
            return self._cards.get(key)


class _Server(ThreadingTCPServer):
    def __init__(self, token: SecretStr) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.token = token
        self.book = _Book()
        self.closing = Event()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _IDLE
    rbufsize = 0  # what is read must not stay in a buffer

    def do_GET(self) -> None:
        if not self._is_allowed():
            return
        try:
            card = self.server.book.get(UUID(self.path.removeprefix(f"{_ALIASES}/")))
        except ValueError:
            card = None
        if card is None:
            self._answer(HTTPStatus.NOT_FOUND)
        else:
            self._tell(HTTPStatus.OK, card)

    def do_POST(self) -> None:
        with SecretDigits() as number:
            try:
                expiry = self._read_card(number)
                if not self._is_allowed():
                    return
                key = UUID(self.headers.get("Idempotency-Key", ""))
                card = AliasedCard(f"AL-{uuid4()}", check_number(number), last_four(number), expiry)
            except RuleBroken:
                self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"code": "number_invalid"})
                return
            except (LookupError, OSError, TypeError, ValueError):  # nothing that the contract knows
                self._answer(HTTPStatus.BAD_REQUEST)
                return
        self._work(key, card)

    def _work(self, key: UUID, card: AliasedCard) -> None:
        first = self.server.book.is_first(key)
        if first and card.last4 == AliasTrial.LOST_ONCE:
            self.server.closing.wait(_LATE)
            return
        if card.last4 == AliasTrial.BUSY or (first and card.last4 == AliasTrial.BUSY_ONCE):
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        kept = self.server.book.add(key, card)
        if first and card.last4 == AliasTrial.DONE_THEN_LATE:
            self.server.closing.wait(_LATE)
        if first and card.last4 == AliasTrial.DONE_THEN_504:
            self._answer(HTTPStatus.GATEWAY_TIMEOUT)
        elif replace(kept, alias=card.alias) != card:
            self._answer(HTTPStatus.CONFLICT)
        else:
            self._tell(HTTPStatus.CREATED if kept is card else HTTPStatus.OK, kept)

    def _tell(self, status: HTTPStatus, card: AliasedCard) -> None:
        if card.last4 in _REFUSALS:
            self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"code": _REFUSALS[card.last4]})
        else:
            self._answer(status, as_sent(card))

    def _is_allowed(self) -> bool:
        expected = f"Bearer {self.server.token.get_secret_value()}"
        allowed = compare_digest(self.headers.get("Authorization", "").encode(), expected.encode())
        if not allowed:
            self._answer(HTTPStatus.UNAUTHORIZED)
        return allowed

    def _read_card(self, number: SecretDigits) -> CardExpiry:
        """Read the body; the number goes into `number`, and is struck out of the body before that becomes a text."""
        body = bytearray(min(int(self.headers.get("Content-Length", "0")), _LONGEST_BODY))
        there = memoryview(body)
        while there and (read := self.rfile.readinto(there)):
            there = there[read:]
        found = _NUMBER.search(body)
        for place in range(*found.span(1)) if found else ():
            number.insert(len(number), body[place] - _ZERO)
            body[place] = _ZERO
        expiry = _EXPIRY.fullmatch(str(json.loads(body)["expiry"]))
        if expiry is None:
            raise ValueError("not as the contract has it")
        return CardExpiry(int(expiry[1]), int(expiry[2]))

    def _answer(self, status: HTTPStatus, content: Mapping[str, str] | None = None) -> None:
        with suppress(ConnectionError):  # the other end has stopped waiting
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content or {}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""
