"""What the client sends, to where, and with which token."""

import json
from urllib.parse import parse_qs

import pytest
from pydantic import SecretStr
from pytest_httpserver import HTTPServer

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from backoffice.gateways.slimpay.service import NoMandateService, SlimpayClient
from backoffice.services.ports.mandating import MandateService
from tests.backoffice.gateways.slimpay.door import (
    ACCEPT,
    EMPTY,
    FOUND,
    KEY,
    OPEN,
    SECRET,
    TOKEN,
    asked,
    client_at,
    door,
    fault,
    gets,
    posts,
    sent,
)
from tests.slimpay import MARIE, RUM


@pytest.fixture
def client(httpserver: HTTPServer) -> SlimpayClient:
    return client_at(httpserver)


# --- what is sent


def test_what_is_sent_for_a_new_iban(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    posts(httpserver, 201, FOUND)
    assert asked(client) == OPEN

    (token,) = sent(httpserver, "/api/oauth/token")
    assert token.authorization is not None
    assert (token.authorization.username, token.authorization.password) == ("app01", SECRET)
    assert parse_qs(token.get_data(as_text=True)) == {"grant_type": ["client_credentials"], "scope": ["api"]}
    (mandate,) = sent(httpserver, "/api/mandats")
    assert mandate.args.to_dict() == {"creditorReference": "creditor01", "reference": RUM}
    (order,) = sent(httpserver)
    assert json.loads(order.get_data()) == {
        "creditor": {"reference": "creditor01"},
        "subscriber": {"reference": "C-1"},
        "reference": KEY,
        "items": [{"type": "signMandate", "action": "amendBankAccount", "mandate": {"reference": RUM}}],
        "started": True,
    }
    assert order.headers["Content-Type"] == "application/json"
    for request in (mandate, order, *sent(httpserver, "/api/"), *sent(httpserver, "/api/client")):
        assert request.headers["Authorization"] == f"Bearer {TOKEN}"
        assert request.headers["Accept"] == ACCEPT
    assert all(SECRET not in request.url and TOKEN not in request.url for request, _ in httpserver.log)


def test_what_is_sent_for_a_new_mandate(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    posts(httpserver, 201, FOUND)
    client.ask_mandate(KEY, "C-2", MARIE, "NOUVELLE-1")

    body = json.loads(sent(httpserver)[0].get_data())
    assert body["subscriber"] == {"reference": "C-2"}
    assert body["items"] == [
        {
            "type": "signMandate",
            "mandate": {
                "reference": "NOUVELLE-1",
                "standard": "SEPA",
                "signatory": {
                    "honorificPrefix": "Mrs",
                    "familyName": "DURAND",
                    "givenName": "Marie",
                    "email": "marie@example.org",
                    "telephone": "+33612345678",
                    "billingAddress": {
                        "street1": "12 rue des Lilas",
                        "postalCode": "69003",
                        "city": "LYON",
                        "country": "FR",
                    },
                },
            },
        }
    ]


def test_a_mandate_whose_client_is_not_linked(httpserver: HTTPServer, client: SlimpayClient) -> None:
    mandates = {"_links": {}, "_embedded": {"mandates": [{"rum": "OTHER"}, {"rum": RUM}]}}
    httpserver.expect_oneshot_request("/api/mandats").respond_with_json(mandates)
    door(httpserver)
    posts(httpserver, 201, FOUND)

    assert asked(client) == OPEN
    assert "subscriber" not in json.loads(sent(httpserver)[0].get_data())


# --- the token


@pytest.mark.parametrize(("expires_in", "tokens"), [(998, 1), (61, 1), (30, 4), (None, 4)])
def test_a_token_is_kept_until_shortly_before_it_expires(
    httpserver: HTTPServer, client: SlimpayClient, expires_in: int | None, tokens: int
) -> None:
    door(httpserver, expires_in)
    gets(httpserver, EMPTY)
    gets(httpserver, EMPTY)
    assert client.order(KEY) is client.order(KEY) is None

    assert len(sent(httpserver, "/api/oauth/token")) == tokens


def test_a_post_that_had_a_401_is_replayed_once_with_another_token(
    httpserver: HTTPServer, client: SlimpayClient
) -> None:
    door(httpserver)
    posts(httpserver, 401, {"error": "invalid_token", "error_description": f"Invalid access token: {TOKEN}"})
    posts(httpserver, 201, FOUND)

    assert asked(client) == OPEN
    first, second = sent(httpserver)
    assert first.get_data() == second.get_data()
    assert len(sent(httpserver, "/api/oauth/token")) == 2


def test_a_second_401_is_the_end(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    posts(httpserver, 401, {"error": "invalid_token", "error_description": f"Invalid access token: {TOKEN}"})
    posts(httpserver, 401, {"error": "invalid_token", "error_description": f"Invalid access token: {TOKEN}"})

    assert fault(client) is Fault.SLIMPAY_TOKEN_WRONG
    assert len(sent(httpserver)) == 2


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (401, {"error": "unauthorized", "error_description": SECRET}, Fault.SLIMPAY_TOKEN_WRONG),
        (400, {"error": "invalid_client"}, Fault.SLIMPAY_TOKEN_WRONG),
        (403, None, Fault.SLIMPAY_TOKEN_WRONG),
        (503, None, Fault.SLIMPAY_UNREACHABLE),
        (200, {"expires_in": 998}, Fault.SLIMPAY_ANSWER_ODD),
        (200, {"access_token": "jeton\r\nX: 1", "expires_in": 998}, Fault.SLIMPAY_ANSWER_ODD),
        (200, [], Fault.SLIMPAY_ANSWER_ODD),
        (302, {"access_token": TOKEN}, Fault.SLIMPAY_ANSWER_ODD),
    ],
)
def test_no_token_is_to_be_had(
    httpserver: HTTPServer, client: SlimpayClient, status: int, body: object, expected: Fault
) -> None:
    httpserver.expect_request("/api/oauth/token").respond_with_json(body, status=status)

    assert fault(client) is expected
    assert len(httpserver.log) == 1


def test_a_wrong_secret_at_the_sandbox() -> None:
    with SlimpaySandbox() as sandbox:
        wrong = SlimpayClient(sandbox.url, sandbox.creditor, sandbox.app, lambda: SecretStr(SECRET))
        assert fault(wrong) is Fault.SLIMPAY_TOKEN_WRONG


# --- settings


@pytest.mark.parametrize("url", ["", "http://api.example", "ftp://127.0.0.1/", "https://[::1"])
def test_an_address_on_which_the_token_would_be_read(url: str) -> None:
    with pytest.raises(Unavailable) as failure:
        SlimpayClient(url, "creditor01", "app01", lambda: SecretStr(SECRET))

    assert failure.value.fault is Fault.SETTINGS_WRONG
    assert failure.value.facts == {"key": "slimpay_url"}


@pytest.mark.parametrize("url", ["https://api.example:x", "https://api.example\n/"])
def test_what_is_no_address_is_said_with_the_first_order_at_the_latest(url: str) -> None:
    with pytest.raises(Unavailable) as failure:
        SlimpayClient(url, "creditor01", "app01", lambda: SecretStr(SECRET)).order(KEY)

    assert failure.value.facts == {"key": "slimpay_url"}


def test_without_slimpay_nothing_is_asked() -> None:
    service: MandateService = NoMandateService()
    for ask in (
        lambda: service.ask_new_iban(KEY, RUM),
        lambda: service.ask_mandate(KEY, "C-1", MARIE),
        lambda: service.order(KEY),
        lambda: service.abandon(KEY),
        lambda: service.mandate_of(KEY),
    ):
        with pytest.raises(Unavailable) as failure:
            ask()
        assert failure.value.fault is Fault.SLIMPAY_MISSING
