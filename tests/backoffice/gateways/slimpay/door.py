"""A SlimPay whose every answer a test chooses, and what it was sent."""

import traceback
from base64 import b64encode
from collections.abc import Mapping

import pytest
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Request

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.slimpay import OrderState, SlimpayOrder
from backoffice.gateways.slimpay.service import SlimpayClient
from tests.slimpay import RUM

KEY = "7b2e7f0e-3f0b-4c5e-9d7c-0a1b2c3d4e5f"
SECRET = "secret-de-l-essai"
TOKEN = "jeton-de-l-essai"
ACCEPT = 'application/hal+json; profile="https://api.slimpay.net/alps/v1"'
EMPTY = {"page": {"size": 20, "totalElements": 0, "totalPages": 0, "number": 0}}
FOUND: Mapping[str, object] = {"reference": KEY, "state": "open.running", "_links": {}}
OPEN = SlimpayOrder(KEY, OrderState.OPEN)


def client_at(server: HTTPServer) -> SlimpayClient:
    return SlimpayClient(server.url_for("/api/"), "creditor01", "app01", lambda: SecretStr(SECRET), 2.0)


def linked(server: HTTPServer, **links: str) -> dict[str, object]:
    named = {name.replace("_", "-"): server.url_for(f"/api{path}") for name, path in links.items()}
    return {"_links": {f"https://api.slimpay.net/alps#{name}": {"href": href} for name, href in named.items()}}


def door(server: HTTPServer, expires_in: object = 998) -> None:
    """The token, the entry point and a mandate, as often as they are wanted."""
    token = {"access_token": TOKEN, "token_type": "bearer", "expires_in": expires_in, "scope": "api"}
    server.expect_request("/api/oauth/token", method="POST").respond_with_json(token)
    entry = linked(
        server,
        create_orders="/ordres",
        get_orders="/ordres{?creditorReference,reference}",
        get_mandates="/mandats{?creditorReference,reference,rum}",
    )
    server.expect_request("/api/", method="GET").respond_with_json(entry)
    mandate = linked(server, get_subscriber="/client") | {"reference": RUM, "state": "active"}
    server.expect_request("/api/mandats", method="GET").respond_with_json(mandate)
    server.expect_request("/api/client", method="GET").respond_with_json({"reference": "C-1"})


def posts(server: HTTPServer, status: int, body: object = None, path: str = "/api/ordres") -> None:
    server.expect_oneshot_request(path, method="POST").respond_with_json(body, status=status)


def gets(server: HTTPServer, body: object, status: int = 200) -> None:
    query = {"creditorReference": "creditor01", "reference": KEY}
    server.expect_oneshot_request("/api/ordres", method="GET", query_string=query).respond_with_json(
        body, status=status
    )


def sent(server: HTTPServer, path: str = "/api/ordres") -> list[Request]:
    return [request for request, _ in server.log if request.path == path]


def asked(client: SlimpayClient) -> SlimpayOrder:
    return client.ask_new_iban(KEY, RUM)


def fault(client: SlimpayClient) -> Fault:
    with pytest.raises(Unavailable) as failure:
        asked(client)
    assert_silent(failure.value)
    return failure.value.fault


def assert_silent(error: BaseException) -> None:
    """Neither the error nor anything that it came through knows the secret or the token."""
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    told += str(getattr(error, "facts", {}))
    assert error.__context__ is None
    assert all(hidden not in told for hidden in (SECRET, TOKEN, b64encode(f"app01:{SECRET}".encode()).decode()))
