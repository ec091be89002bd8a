"""JSON-RPC with Tryton over HTTP. Apart from the rest, as httpx2 takes half a second to import."""

import re
from base64 import b64encode
from collections.abc import Callable, Generator
from http import HTTPStatus
from urllib.parse import quote

import httpx2
from pydantic import SecretStr

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.http_exchange import HttpAnswer, PatientHttp, content_of, home_of
from backoffice.gateways.tryton.answers import NAME, odd, result_in

_KEY = re.compile("[!-~]+")
_NOT_TAKEN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
"""Too many are the log-ins that were refused: Tryton then does not look at the password any more for a while."""


class SessionAuth(httpx2.Auth):
    """Signs requests with a session, for which it logs in before the first of them and after a 401.

    After a 401, which an old session has, the request is replayed, once: nothing was done by then.
    """

    requires_response_body = True

    def __init__(self, user: str, password: Callable[[], SecretStr]) -> None:
        """Begin without a session. `password` gives the user's; it is asked with each log-in."""
        self._user = user
        self._password = password
        self._session = SecretStr("")

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Sign a request.

        Raises:
            Unavailable: no session is to be had: `ERP_TOKEN_WRONG`, `ERP_UNREACHABLE` or `ERP_ANSWER_ODD`.
        """
        if not self._session:
            self._keep((yield self._login(request)))
        response = yield self._signed(request)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            self._keep((yield self._login(request)))
            yield self._signed(request)

    def _signed(self, request: httpx2.Request) -> httpx2.Request:
        request.headers["Authorization"] = f"Session {self._session.get_secret_value()}"
        return request

    def _login(self, request: httpx2.Request) -> httpx2.Request:
        """The log-in at the same database, as patient as `request` is."""
        parameters = {"password": self._password().get_secret_value()}
        body = {"id": 0, "method": "common.db.login", "params": [self._user, parameters, "fr"]}
        timeout = {"timeout": request.extensions["timeout"]}
        return httpx2.Request("POST", request.url, json=body, extensions=timeout)

    def _keep(self, response: httpx2.Response) -> None:
        if response.status_code in _NOT_TAKEN:
            raise Unavailable(Fault.ERP_TOKEN_WRONG, system=NAME)
        lost = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        session = _session_in(result_in(None if lost else HttpAnswer(response.status_code, content_of(response))))
        if session is None:
            raise odd()
        self._session = SecretStr(b64encode(f"{self._user}:{session.get_secret_value()}".encode()).decode())


class TrytonRpc(PatientHttp):
    """Calls of Tryton's methods, at one database."""

    def __init__(self, url: str, database: str, auth: SessionAuth, patience: float) -> None:
        """Begin. `patience`: how many seconds to wait for a connection, and for each answer.

        Raises:
            Unavailable: `SETTINGS_WRONG`: that is no address.
        """
        self._address = home_of(url, "erp_url").join(f"{quote(database, safe='')}/rpc/")
        super().__init__({}, patience, auth)

    def call(self, method: str, *params: object) -> object:
        """The result of a method.

        Raises:
            Refused: as `result_in`.
            Unavailable: as `result_in`; `ERP_UNREACHABLE` where it cannot be told what was done.
        """
        body = {"id": 1, "method": method, "params": params}
        return result_in(self._send(self._http.build_request("POST", self._address, json=body)))


def _session_in(result: object) -> SecretStr | None:
    """The person and the key of a session; None where there is none."""
    match result:
        case [int(person), str(key), *_] if _KEY.fullmatch(key):
            return SecretStr(f"{person}:{key}")
    return None
