"""Requests to SlimPay over HTTP. Apart from the rest, as httpx2 takes half a second to import."""

import re
from collections.abc import Callable, Generator, Mapping
from http import HTTPStatus
from time import monotonic

import httpx2
from pydantic import SecretStr

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.http_exchange import PatientHttp, content_of, home_of
from backoffice.gateways.slimpay.answers import SlimpayAnswer
from backoffice.gateways.slimpay.hal import Resource

_ACCEPT = 'application/hal+json; profile="https://api.slimpay.net/alps/v1"'
_SETTING = "slimpay_url"
_TOKEN = re.compile("[!-~]+")
_EARLY = 60
"""A token is renewed so many seconds before it expires."""


class TokenAuth(httpx2.Auth):
    """Signs requests with a token, which it asks for before the first of them, before it expires, and after a 401.

    After a 401 the request is replayed, once: nothing was done by then. App and secret go to the token's address alone.
    """

    requires_response_body = True

    def __init__(self, url: str, app: str, secret: Callable[[], SecretStr]) -> None:
        """Begin without a token. `secret` gives the app's secret; it is asked with each token.

        Raises:
            Unavailable: `SETTINGS_WRONG`: that is no address.
        """
        self._url = home_of(url, _SETTING).join("oauth/token")
        self._app = app
        self._secret = secret
        self._token = SecretStr("")
        self._until = 0.0

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Sign a request.

        Raises:
            Unavailable: no token is to be had: `SLIMPAY_TOKEN_WRONG`, `SLIMPAY_UNREACHABLE` or `SLIMPAY_ANSWER_ODD`.
        """
        if monotonic() >= self._until:
            self._keep((yield self._asking(request)))
        response = yield self._signed(request)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            self._keep((yield self._asking(request)))
            yield self._signed(request)

    def _signed(self, request: httpx2.Request) -> httpx2.Request:
        request.headers["Authorization"] = f"Bearer {self._token.get_secret_value()}"
        return request

    def _asking(self, request: httpx2.Request) -> httpx2.Request:
        """The request for a token, as patient as `request` is."""
        asking = httpx2.Request(
            "POST",
            self._url,
            data={"grant_type": "client_credentials", "scope": "api"},
            headers={"Accept": "application/json"},
            extensions={"timeout": request.extensions["timeout"]},
        )
        return next(httpx2.BasicAuth(self._app, self._secret().get_secret_value()).auth_flow(asking))

    def _keep(self, answer: httpx2.Response) -> None:
        content = Resource(content_of(answer))
        token = SecretStr(content.said("access_token"))
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unavailable(Fault.SLIMPAY_UNREACHABLE)
        if answer.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise Unavailable(Fault.SLIMPAY_TOKEN_WRONG)
        if answer.status_code != HTTPStatus.OK or not _TOKEN.fullmatch(token.get_secret_value()):
            raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
        self._token = token
        self._until = monotonic() + (content.figure("expires_in") or 0) - _EARLY


class SlimpayExchange(PatientHttp):
    """Requests to SlimPay, to the host of its address alone, wherever a link leads, as each of them bears the token."""

    def __init__(self, url: str, auth: TokenAuth, patience: float) -> None:
        """Begin. `patience`: how many seconds to wait for a connection, and for each answer.

        Raises:
            Unavailable: `SETTINGS_WRONG`: that is no address.
        """
        self._home = home_of(url, _SETTING)
        super().__init__({"Accept": _ACCEPT}, patience, auth)

    def get(self, href: str) -> SlimpayAnswer | None:
        """GET what a link leads to; None where the answer was lost, as with any 5xx."""
        return self._asked(self._http.build_request("GET", self._address(href)))

    def post(self, href: str, body: Mapping[str, object] | None = None) -> SlimpayAnswer | None:
        """POST a body to where a link leads; None where it cannot be told what was done."""
        return self._asked(self._http.build_request("POST", self._address(href), json=body))

    def _address(self, href: str) -> httpx2.URL:
        try:
            address = self._home.join(href)
        except httpx2.InvalidURL:
            address = None
        if address is None or _origin(address) != _origin(self._home):
            raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
        return address

    def _asked(self, request: httpx2.Request) -> SlimpayAnswer | None:
        answer = self._send(request)
        return None if answer is None else SlimpayAnswer(answer.status, Resource(answer.content))


def _origin(address: httpx2.URL) -> tuple[str, str, int | None]:
    return address.scheme, address.host, address.port
