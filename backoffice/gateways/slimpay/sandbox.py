"""A small SlimPay on the loopback, for the demo and the tests, with the awkward answers of the real one."""

import json
import secrets
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum, auto, unique
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Event, Thread
from time import monotonic
from typing import Self
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic import SecretStr

from backoffice.domain.iban import compact, is_valid
from backoffice.gateways.slimpay.sandbox_book import (
    BY_CLIENT,
    BY_SERVER,
    OPEN,
    SAMPLE_IBAN,
    Book,
    Order,
    SandboxRefusal,
)
from backoffice.gateways.slimpay.sandbox_page import final_page, form_page, unknown_page
from backoffice.gateways.slimpay.sandbox_representations import (
    EMPTY,
    of_account,
    of_entry,
    of_mandate,
    of_order,
    of_subscriber,
)

_LIFETIME = 998
_LONGEST_BODY = 10_000
_LATE = 30.0
_IDLE = 5.0
_LOOK_ROUND = 0.1
"""How often the server sees whether it is to stop, in seconds, as are the others."""
_HAL = 'application/hal+json;profile="https://api.slimpay.net/alps/v1"'
_NOT_FOUND = 404
_DENIED = 904
_NOT_ACCEPTABLE = 906
_PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
}


@unique
class SlimpayTrial(StrEnum):
    """What goes wrong with the next POST of an order or of a cancellation; see also `SlimpaySandbox`."""

    DONE_THEN_504 = auto()
    """The work is done, and a 504 says that it cannot be told."""
    DONE_THEN_LATE = auto()
    """The work is done, and the answer does not come in time."""
    NOTHING_THEN_504 = auto()
    DENIED = auto()
    """A 904."""
    TOO_LATE = auto()
    """The client has typed an IBAN and gone on just before: a cancellation has a 903."""


class SlimpaySandbox:
    """A SlimPay of this process's own, on a port of the loopback, until `close`; it is its own context manager.

    The rest of what is awkward comes by itself: 901 for a reference that was used, 903 for an order that is closed, 205
    for a RUM that is not known, 101 and 122 to 129 for what is missing or wrong, 906 for headers that are not
    SlimPay's, empty collections, and a mandate that is rejected for `ISSUE-SEPA-REJ-AM04`.

    Attributes:
        url: its entry point.
        creditor: the only creditor it has.
        app: the only app it knows.
        secret: the app's; another one at each start.
    """

    creditor = "liasse"
    app = "liasse-app"

    def __init__(
        self, known: Mapping[str, str] | None = None, *, knows_every_rum: bool = False, lifetime: int = _LIFETIME
    ) -> None:
        """Start.

        Args:
            known: the active mandates that there are already: the IBAN of each RUM.
            knows_every_rum: any other RUM has an active mandate as well.
            lifetime: of a token, in seconds.
        """
        self.secret = SecretStr(secrets.token_urlsafe())
        basic = b64encode(f"{self.app}:{self.secret.get_secret_value()}".encode()).decode()
        self._server = _Server(
            Book(self.creditor, known or {}, knows_every_rum=knows_every_rum), SecretStr(basic), lifetime
        )
        self.url = self._server.url
        self._thread = Thread(target=self._server.serve_forever, args=(_LOOK_ROUND,), name="SlimPay", daemon=True)
        self._thread.start()

    def bring_about(self, trial: SlimpayTrial) -> None:
        """Have something go wrong with the next POST, or with the one after where there is such a wish already."""
        self._server.trials.append(trial)

    def expire_tokens(self) -> None:
        """Know no token any more that was given so far."""
        self._server.tokens.clear()

    def close(self) -> None:
        """End it, with the requests that are under way."""
        self._server.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingTCPServer):
    def __init__(self, book: Book, basic: SecretStr, lifetime: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.book = book
        self.basic = basic
        self.lifetime = lifetime
        self.tokens: dict[str, float] = {}
        self.trials: deque[SlimpayTrial] = deque()
        self.closing = Event()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _IDLE

    def do_GET(self) -> None:
        if self._place.path == "/userApproval":
            order = self._order_of_page()
            if order is not None:
                self._show(form_page(order) if order.state == OPEN else final_page(order))
        elif self._is_allowed():
            self._answer_with(self._found)

    def do_POST(self) -> None:
        if self._place.path == "/oauth/token":
            self._give_token()
        elif self._place.path == "/userApproval":
            self._take_form()
        elif self._is_allowed():
            self._work()

    # --- the token

    def _give_token(self) -> None:
        form = self._form()
        expected = f"Basic {self.server.basic.get_secret_value()}"
        if not compare_digest(self.headers.get("Authorization", "").encode(), expected.encode()):
            self._answer(HTTPStatus.UNAUTHORIZED, {"error": "unauthorized", "error_description": "Bad credentials"})
        elif form != {"grant_type": "client_credentials", "scope": "api"}:
            self._answer(
                HTTPStatus.BAD_REQUEST, {"error": "invalid_request", "error_description": "Missing grant type"}
            )
        else:
            token = secrets.token_urlsafe()
            lifetime = self.server.lifetime
            self.server.tokens[token] = monotonic() + lifetime
            given = {"access_token": token, "token_type": "bearer", "expires_in": lifetime, "scope": "api"}
            self._answer(HTTPStatus.OK, given)

    def _is_allowed(self) -> bool:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.server.tokens.get(token, 0.0) <= monotonic():
            description = f"Invalid access token: {token}"  # SlimPay's own does repeat it
            self._answer(HTTPStatus.UNAUTHORIZED, {"error": "invalid_token", "error_description": description})
            return False
        if not self.headers.get("Accept", "").startswith("application/hal+json"):
            self._refuse(
                SandboxRefusal(
                    _NOT_ACCEPTABLE, "Error : Could not find acceptable representation", HTTPStatus.NOT_ACCEPTABLE
                )
            )
            return False
        return True

    # --- what there is

    def _found(self) -> Mapping[str, object]:
        url, book = self.server.url, self.server.book
        reference = parse_qs(self._place.query).get("reference", [""])[0]
        match self._place.path.strip("/").split("/"):
            case [""]:
                return of_entry(url)
            case ["orders"]:
                order = book.order(reference)
                return EMPTY if order is None else of_order(url, order)
            case ["mandates"]:
                mandate = book.mandate(reference)
                return EMPTY if mandate is None else of_mandate(url, mandate)
            case ["mandates", identifier] if mandate := book.mandate_by_id(identifier):
                return of_mandate(url, mandate)
            case ["mandates", identifier, "subscriber"] if mandate := book.mandate_by_id(identifier):
                return of_subscriber(mandate)
            case ["mandates", identifier, "bank-account"] if mandate := book.mandate_by_id(identifier):
                return of_account(mandate)
        raise SandboxRefusal(_NOT_FOUND, "Not found", HTTPStatus.NOT_FOUND)

    # --- what is done

    def _work(self) -> None:
        trial = self.server.trials.popleft() if self.server.trials else None
        body = self._body()
        match trial:
            case SlimpayTrial.NOTHING_THEN_504:
                self._answer(HTTPStatus.GATEWAY_TIMEOUT, {})
            case SlimpayTrial.DENIED:
                self._refuse(SandboxRefusal(_DENIED, "Access denied : cannot access creditor", HTTPStatus.FORBIDDEN))
            case SlimpayTrial.DONE_THEN_504 | SlimpayTrial.DONE_THEN_LATE:
                with suppress(SandboxRefusal):
                    self._done(body, trial)
                if trial is SlimpayTrial.DONE_THEN_LATE:
                    self.server.closing.wait(_LATE)
                self._answer(HTTPStatus.GATEWAY_TIMEOUT, {})
            case _:
                self._answer_with(lambda: self._done(body, trial), HTTPStatus.CREATED)

    def _done(self, body: bytes, trial: SlimpayTrial | None) -> Mapping[str, object]:
        book = self.server.book
        match self._place.path.strip("/").split("/"):
            case ["orders"]:
                return of_order(self.server.url, book.place(_content(body)))
            case ["orders", identifier, "cancellation"] if order := book.order_by_id(identifier):
                if trial is SlimpayTrial.TOO_LATE:
                    book.complete(order, SAMPLE_IBAN)
                book.abort(order, BY_SERVER)
                return of_order(self.server.url, order)
        raise SandboxRefusal(_NOT_FOUND, "Not found", HTTPStatus.NOT_FOUND)

    # --- the page

    def _order_of_page(self) -> Order | None:
        code = parse_qs(self._place.query).get("accessCode", [""])[0]
        order = self.server.book.order_by_code(code)
        if order is None:
            self._show(unknown_page(), HTTPStatus.NOT_FOUND)
        return order

    def _take_form(self) -> None:
        form = self._form()
        order = self._order_of_page()
        if order is None:
            return
        iban = compact(form.get("iban", ""))
        if form.get("action") == "abandon":
            with suppress(SandboxRefusal):  # it is closed already: the final page says so
                self.server.book.abort(order, BY_CLIENT)
        elif is_valid(iban):
            self.server.book.complete(order, iban)
        else:
            self._show(form_page(order, form.get("iban", "")) if order.state == OPEN else final_page(order))
            return
        self._send(HTTPStatus.SEE_OTHER, b"", "text/plain", {"Location": self.path})

    # --- HTTP

    @property
    def _place(self) -> SplitResult:
        return urlsplit(self.path)

    def _body(self) -> bytes:
        return self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _LONGEST_BODY))

    def _form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self._body().decode()).items()}

    def _answer_with(self, work: Callable[[], Mapping[str, object]], status: HTTPStatus = HTTPStatus.OK) -> None:
        try:
            self._answer(status, work())
        except SandboxRefusal as refusal:
            self._refuse(refusal)

    def _refuse(self, refusal: SandboxRefusal) -> None:
        self._answer(refusal.status, {"code": refusal.code, "message": str(refusal)})

    def _answer(self, status: int, content: Mapping[str, object]) -> None:
        self._send(status, json.dumps(content).encode(), _HAL)

    def _show(self, page: str, status: int = HTTPStatus.OK) -> None:
        self._send(status, page.encode(), "text/html; charset=utf-8", _PAGE_HEADERS)

    def _send(self, status: int, content: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        with suppress(ConnectionError):  # the other end has stopped waiting
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Cache-Control": "no-store", **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _content(body: bytes) -> object:
    try:
        content: object = json.loads(body)
    except ValueError:
        content = None
    return content
