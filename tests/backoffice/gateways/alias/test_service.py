"""What the client makes of answers that are lost, late, or none that a sound service gives."""

import json
import socket
import traceback
from contextlib import closing
from uuid import UUID

import pytest
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Response

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.method import Brand
from backoffice.gateways.alias.sandbox import AliasSandbox, AliasTrial
from backoffice.gateways.alias.service import AliasClient, NoAliasService
from backoffice.services.ports.aliasing import AliasService
from tests.cards import VISA, secret

MAY_2027 = CardExpiry(2027, 5)
KEY = UUID("7b2e7f0e-3f0b-4c5e-9d7c-0a1b2c3d4e5f")
TOKEN = "jeton-de-l-essai"
CARD = {"alias": "AL-5c0ffee", "brand": "CB", "last4": "0154", "expiry": "2027-05"}
MADE = AliasedCard("AL-5c0ffee", Brand.CB, "0154", MAY_2027)


@pytest.fixture
def client(httpserver: HTTPServer) -> AliasClient:
    return AliasClient(httpserver.url_for("/cartes/"), lambda: SecretStr(TOKEN), patience=2.0)


def posts(server: HTTPServer, *statuses: int, body: object = None) -> None:
    """The answers to one POST after the other."""
    for status in statuses:
        server.expect_ordered_request("/cartes/aliases", method="POST").respond_with_json(body, status=status)


def outcome(server: HTTPServer, status: int, body: object = None) -> None:
    server.expect_ordered_request(f"/cartes/aliases/{KEY}", method="GET").respond_with_json(body, status=status)


def asked(client: AliasClient) -> AliasedCard:
    return client.alias(KEY, secret(VISA), MAY_2027)


def fault(client: AliasClient) -> Fault:
    with pytest.raises(Unavailable) as failure:
        asked(client)
    assert_silent(failure.value)
    return failure.value.fault


def assert_silent(error: BaseException) -> None:
    """Neither the error nor anything it came through knows the number or the token."""
    assert error.__cause__ is None
    assert error.__context__ is None
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert VISA[6:] not in told.replace(f"VISA = '{VISA}'", "")
    assert VISA[6:] not in str(getattr(error, "facts", {}))
    assert TOKEN not in str(getattr(error, "facts", {}))


def test_what_is_sent_is_what_the_contract_says(httpserver: HTTPServer, client: AliasClient) -> None:
    posts(httpserver, 201, body=CARD)

    assert asked(client) == MADE
    ((request, _),) = httpserver.log
    assert json.loads(request.get_data()) == {"number": VISA, "expiry": "2027-05"}
    assert request.headers["Idempotency-Key"] == str(KEY)
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.headers["Content-Type"] == "application/json"
    assert VISA not in request.url


def test_what_is_added_to_an_answer_later_does_no_harm(httpserver: HTTPServer, client: AliasClient) -> None:
    posts(httpserver, 201, body={**CARD, "made_at": "2024-03-04T08:00:00Z"})

    assert asked(client) == MADE


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_after_a_lost_answer_the_outcome_is_asked_for_first(
    httpserver: HTTPServer, client: AliasClient, status: int
) -> None:
    posts(httpserver, status)
    outcome(httpserver, 200, CARD)

    assert asked(client) == MADE
    assert [request.method for request, _ in httpserver.log] == ["POST", "GET"]


def test_it_is_sent_again_once_and_under_the_same_key(httpserver: HTTPServer, client: AliasClient) -> None:
    posts(httpserver, 504)
    outcome(httpserver, 404)
    posts(httpserver, 201, body=CARD)

    assert asked(client) == MADE
    keys = [request.headers.get("Idempotency-Key") for request, _ in httpserver.log]
    assert keys == [str(KEY), None, str(KEY)]


def test_it_is_never_sent_a_third_time(httpserver: HTTPServer, client: AliasClient) -> None:
    posts(httpserver, 503)
    outcome(httpserver, 404)
    posts(httpserver, 503)

    assert fault(client) is Fault.ALIAS_SERVICE_UNREACHABLE
    assert len(httpserver.log) == 3


def test_it_is_not_sent_again_while_it_cannot_be_told_what_was_done(
    httpserver: HTTPServer, client: AliasClient
) -> None:
    posts(httpserver, 504)
    outcome(httpserver, 503)

    assert fault(client) is Fault.ALIAS_SERVICE_UNREACHABLE
    assert len(httpserver.log) == 2


def test_a_refusal_whose_answer_was_lost(httpserver: HTTPServer, client: AliasClient) -> None:
    posts(httpserver, 502)
    outcome(httpserver, 422, {"code": "card_refused"})

    with pytest.raises(RuleBroken) as refused:
        asked(client)
    assert refused.value.code is Broken.CARD_REFUSED
    assert_silent(refused.value)


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("number_invalid", Broken.CARD_NUMBER_WRONG),
        ("brand_not_taken", Broken.CARD_BRAND_UNKNOWN),
        ("card_expired", Broken.CARD_EXPIRED),
        ("card_refused", Broken.CARD_REFUSED),
    ],
)
def test_each_refusal_has_its_reason(httpserver: HTTPServer, client: AliasClient, code: str, broken: Broken) -> None:
    posts(httpserver, 422, body={"code": code, "detail": VISA})

    with pytest.raises(RuleBroken) as refused:
        asked(client)
    assert refused.value.code is broken
    assert_silent(refused.value)


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_not_taken(httpserver: HTTPServer, client: AliasClient, status: int) -> None:
    posts(httpserver, status, body={"message": TOKEN})

    assert fault(client) is Fault.ALIAS_TOKEN_WRONG


def test_a_key_of_another_card(httpserver: HTTPServer, client: AliasClient) -> None:
    posts(httpserver, 409)

    with pytest.raises(RuleBroken) as refused:
        asked(client)
    assert refused.value.code is Broken.GESTURE_REUSED


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, None),
        (200, []),
        (201, {**CARD, "alias": None}),
        (201, {**CARD, "alias": ""}),
        (201, {**CARD, "alias": "x" * 81}),
        (201, {**CARD, "alias": "AL 1"}),
        (201, {**CARD, "alias": VISA}),
        (201, {**CARD, "alias": f"AL-{VISA}-1"}),
        (201, {**CARD, "alias": "AL-4970-1000-0000-0154"}),
        (201, {**CARD, "alias": "FR76-3000-6000-0112-3456-7890-189"}),
        (201, {**CARD, "last4": "0155"}),
        (201, {**CARD, "brand": "AMEX"}),
        (201, {**CARD, "brand": ["CB"]}),
        (201, {**CARD, "expiry": "2027-06"}),
        (201, {"alias": "AL-5c0ffee"}),
        (202, CARD),
        (204, None),
        (400, {"code": "card_refused"}),
        (404, None),
        (422, {"detail": [{"loc": ["number"], "input": VISA}]}),
        (422, {"code": ["card_refused"]}),
        (429, None),
    ],
)
def test_an_answer_against_the_contract(httpserver: HTTPServer, client: AliasClient, status: int, body: object) -> None:
    posts(httpserver, status, body=body)

    assert fault(client) is Fault.ALIAS_ANSWER_ODD


@pytest.mark.parametrize("page", [b"<html>Portail captif</html>", b"\xff\xfe", b'{"alias": "AL', b""])
def test_an_answer_that_is_no_json(httpserver: HTTPServer, client: AliasClient, page: bytes) -> None:
    httpserver.expect_request("/cartes/aliases", method="POST").respond_with_data(page, status=200)

    assert fault(client) is Fault.ALIAS_ANSWER_ODD


def test_a_redirection_is_not_followed(httpserver: HTTPServer, client: AliasClient) -> None:
    elsewhere = Response(status=307, headers={"Location": httpserver.url_for("/ailleurs")})
    httpserver.expect_request("/cartes/aliases", method="POST").respond_with_response(elsewhere)
    httpserver.expect_request("/ailleurs").respond_with_json(CARD, status=201)

    assert fault(client) is Fault.ALIAS_ANSWER_ODD
    assert len(httpserver.log) == 1


def test_an_answer_that_cannot_be_unpacked_is_a_lost_one(httpserver: HTTPServer, client: AliasClient) -> None:
    httpserver.expect_ordered_request("/cartes/aliases", method="POST").respond_with_data(
        b"no gzip at all", status=201, headers={"Content-Encoding": "gzip"}
    )
    outcome(httpserver, 200, CARD)

    assert asked(client) == MADE


def test_nobody_there() -> None:
    with socket.socket() as bound:  # and does not listen
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        assert fault(AliasClient(url, lambda: SecretStr(TOKEN))) is Fault.ALIAS_SERVICE_UNREACHABLE


def test_a_busy_service_stays_busy() -> None:
    with closing(AliasSandbox()) as sandbox, pytest.raises(Unavailable) as failure:
        AliasClient(sandbox.url, lambda: sandbox.token).alias(KEY, secret(f"400000000000{AliasTrial.BUSY}"), MAY_2027)

    assert failure.value.fault is Fault.ALIAS_SERVICE_UNREACHABLE


def test_a_wrong_token_at_the_sandbox() -> None:
    with closing(AliasSandbox()) as sandbox:
        assert fault(AliasClient(sandbox.url, lambda: SecretStr(TOKEN))) is Fault.ALIAS_TOKEN_WRONG


def test_without_a_service_no_card_is_taken() -> None:
    service: AliasService = NoAliasService()
    with pytest.raises(Unavailable) as failure:
        service.alias(KEY, secret(VISA), MAY_2027)

    assert failure.value.fault is Fault.ALIAS_SERVICE_MISSING


def test_a_number_that_is_none_is_not_even_sent(httpserver: HTTPServer, client: AliasClient) -> None:
    with pytest.raises(RuleBroken) as refused:
        client.alias(KEY, secret(VISA[:-1] + "5"), MAY_2027)

    assert refused.value.code is Broken.CARD_NUMBER_WRONG
    assert httpserver.log == []
