"""What the client makes of answers that are lost, and of those that were not agreed."""

import socket

import pytest
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Response

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox, SlimpayTrial
from backoffice.gateways.slimpay.service import SlimpayClient
from tests.backoffice.gateways.slimpay.door import (
    EMPTY,
    FOUND,
    KEY,
    OPEN,
    SECRET,
    asked,
    assert_silent,
    client_at,
    door,
    fault,
    gets,
    posts,
    sent,
)
from tests.cards import VISA
from tests.slimpay import NEW_IBAN, RUM, client_of


@pytest.fixture
def client(httpserver: HTTPServer) -> SlimpayClient:
    return client_at(httpserver)


# --- answers that are lost


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_after_a_lost_answer_the_order_is_looked_for_first(
    httpserver: HTTPServer, client: SlimpayClient, status: int
) -> None:
    door(httpserver)
    posts(httpserver, status)
    gets(httpserver, FOUND)

    assert asked(client) == OPEN
    assert [request.method for request in sent(httpserver)] == ["POST", "GET"]


@pytest.mark.parametrize(("nothing", "status"), [(EMPTY, 200), (None, 404), ({"_links": {}}, 200)])
def test_it_is_sent_again_once_where_there_is_none(
    httpserver: HTTPServer, client: SlimpayClient, nothing: object, status: int
) -> None:
    door(httpserver)
    posts(httpserver, 504)
    gets(httpserver, nothing, status)
    posts(httpserver, 201, FOUND)

    assert asked(client) == OPEN
    first, _, second = sent(httpserver)
    assert first.get_data() == second.get_data()


def test_what_was_under_way_is_found_by_its_duplicate(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    posts(httpserver, 504)
    gets(httpserver, EMPTY)
    posts(httpserver, 400, {"code": 901, "message": "Duplicate order"})
    gets(httpserver, {**EMPTY, "_embedded": {"orders": [{"reference": "other", "state": "open"}, FOUND]}})

    assert asked(client) == OPEN


def test_it_is_never_sent_a_third_time(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    for _ in range(2):
        posts(httpserver, 504)
        gets(httpserver, EMPTY)

    assert fault(client) is Fault.SLIMPAY_UNREACHABLE
    assert len(sent(httpserver)) == 4


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (504, None, Fault.SLIMPAY_UNREACHABLE),
        (200, None, Fault.SLIMPAY_ANSWER_ODD),
        (200, {}, Fault.SLIMPAY_ANSWER_ODD),
        (204, None, Fault.SLIMPAY_ANSWER_ODD),
        (302, None, Fault.SLIMPAY_ANSWER_ODD),
    ],
)
def test_it_is_not_sent_again_while_it_cannot_be_told_whether_it_is_there(
    httpserver: HTTPServer, client: SlimpayClient, status: int, body: object, expected: Fault
) -> None:
    door(httpserver)
    posts(httpserver, 504)
    gets(httpserver, body, status)

    assert fault(client) is expected
    assert len(sent(httpserver)) == 2


def test_a_duplicate_of_what_is_not_there_is_not_sent_again(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    posts(httpserver, 400, {"code": 901, "message": "Duplicate order"})
    gets(httpserver, EMPTY)

    assert fault(client) is Fault.SLIMPAY_ANSWER_ODD
    assert len(sent(httpserver)) == 2


def test_a_cancellation_that_was_lost_and_not_done() -> None:
    with SlimpaySandbox({RUM: NEW_IBAN}) as sandbox:
        client = client_of(sandbox)
        asked(client)
        sandbox.bring_about(SlimpayTrial.NOTHING_THEN_504)
        with pytest.raises(Unavailable) as failure:
            client.abandon(KEY)

    assert failure.value.fault is Fault.SLIMPAY_UNREACHABLE


def test_nobody_there() -> None:
    with socket.socket() as bound:  # and does not listen
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        client = SlimpayClient(url, "creditor01", "app01", lambda: SecretStr(SECRET))
        assert fault(client) is Fault.SLIMPAY_UNREACHABLE


# --- refusals and oddities


@pytest.mark.parametrize(("status", "code"), [(400, 101), (400, 205), (403, 904), (406, 906), (400, 126), (404, 999)])
def test_a_refusal_is_told_with_slimpays_words(
    httpserver: HTTPServer, client: SlimpayClient, status: int, code: int
) -> None:
    door(httpserver)
    posts(httpserver, status, {"code": code, "message": "Slimpay order : this was refused"})

    with pytest.raises(RuleBroken) as refused:
        asked(client)
    assert refused.value.code is Broken.SLIMPAY_REFUSED
    assert refused.value.facts == {"slimpay_code": code, "message": "Slimpay order : this was refused"}
    assert_silent(refused.value)


@pytest.mark.parametrize(
    ("message", "told"),
    [(f"Invalid iban {NEW_IBAN}", ""), (f"Invalid card {VISA}", ""), (["odd"], ""), ("x" * 500, "x" * 200)],
)
def test_a_message_is_not_told_at_any_length_nor_with_a_secret(
    httpserver: HTTPServer, client: SlimpayClient, message: object, told: str
) -> None:
    door(httpserver)
    posts(httpserver, 400, {"code": 205, "message": message})

    with pytest.raises(RuleBroken) as refused:
        asked(client)
    assert refused.value.facts["message"] == told


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (201, None),
        (201, {**FOUND, "reference": "other"}),
        (201, {**FOUND, "state": None}),
        (201, {"state": "open.running", "_links": {}}),
        (202, FOUND),
        (400, {"code": "901"}),
        (400, {"message": "no code"}),
        (418, None),
        (429, []),
    ],
)
def test_an_answer_that_was_not_agreed(
    httpserver: HTTPServer, client: SlimpayClient, status: int, body: object
) -> None:
    door(httpserver)
    posts(httpserver, status, body)

    assert fault(client) is Fault.SLIMPAY_ANSWER_ODD


@pytest.mark.parametrize("page", [b"<html>Portail captif</html>", b"\xff\xfe", b'{"reference": "A', b""])
def test_an_answer_that_is_no_json(httpserver: HTTPServer, client: SlimpayClient, page: bytes) -> None:
    door(httpserver)
    httpserver.expect_request("/api/ordres", method="POST").respond_with_data(page, status=201)

    assert fault(client) is Fault.SLIMPAY_ANSWER_ODD


@pytest.mark.parametrize(
    "href",
    [
        "http://localhost.example/ordres",
        "https://127.0.0.1/ordres",
        "http://127.0.0.1:9/ordres",
        "//elsewhere.example/ordres",
        "http://127.0.0.1:x/",
        "{+path}",
        "",
    ],
)
def test_a_link_that_leads_elsewhere_gets_no_token(httpserver: HTTPServer, client: SlimpayClient, href: str) -> None:
    odd = {"_links": {"https://api.slimpay.net/alps#get-orders": {"href": href}}}
    httpserver.expect_oneshot_request("/api/", method="GET").respond_with_json(odd)
    door(httpserver)

    with pytest.raises(Unavailable) as failure:
        client.order(KEY)
    assert failure.value.fault is Fault.SLIMPAY_ANSWER_ODD
    assert len(httpserver.log) == 2


def test_a_link_may_be_relative(httpserver: HTTPServer, client: SlimpayClient) -> None:
    relative = {"_links": {"https://api.slimpay.net/alps#get-orders": {"href": "/api/ordres{?reference}"}}}
    httpserver.expect_oneshot_request("/api/", method="GET").respond_with_json(relative)
    door(httpserver)
    httpserver.expect_request("/api/ordres", query_string={"reference": KEY}).respond_with_json(FOUND)

    assert client.order(KEY) == OPEN


def test_a_redirection_is_not_followed(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    elsewhere = Response(status=307, headers={"Location": httpserver.url_for("/ailleurs")})
    httpserver.expect_request("/api/ordres", method="POST").respond_with_response(elsewhere)

    assert fault(client) is Fault.SLIMPAY_ANSWER_ODD
    assert sent(httpserver, "/ailleurs") == []
