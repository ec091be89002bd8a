"""What the client reads in orders and mandates."""

from collections.abc import Mapping
from datetime import date

import pytest
from pytest_httpserver import HTTPServer

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.slimpay import SlimpayMandate, SlimpayMandateState
from backoffice.gateways.slimpay.service import SlimpayClient
from tests.backoffice.gateways.slimpay.door import (
    FOUND,
    KEY,
    OPEN,
    client_at,
    door,
    gets,
    linked,
)
from tests.slimpay import NEW_IBAN, RUM


@pytest.fixture
def client(httpserver: HTTPServer) -> SlimpayClient:
    return client_at(httpserver)


PAGE = "https://checkout.example/userApproval?accessCode=sp1"


@pytest.mark.parametrize(("state", "shown"), [("open.running", PAGE), ("closed.completed", "")])
def test_the_page_may_be_on_another_host(httpserver: HTTPServer, client: SlimpayClient, state: str, shown: str) -> None:
    door(httpserver)
    links = {"https://api.slimpay.net/alps#user-approval": {"href": PAGE}}
    gets(httpserver, {"reference": KEY, "state": state, "_links": links})
    order = client.order(KEY)

    assert order is not None
    assert order.approval_url == shown


def test_a_page_that_could_be_read_on_the_way_is_not_shown(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    page = {"https://api.slimpay.net/alps#user-approval": {"href": "http://checkout.example/"}}
    gets(httpserver, {**FOUND, "_links": page})

    with pytest.raises(Unavailable) as failure:
        client.order(KEY)
    assert failure.value.fault is Fault.SLIMPAY_ANSWER_ODD


def test_an_open_order_that_cannot_be_cancelled(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    gets(httpserver, FOUND)

    assert client.abandon(KEY) == OPEN


def completed(server: HTTPServer, mandate: Mapping[str, object], account: object = None, status: int = 200) -> None:
    door(server)
    gets(server, linked(server, get_mandate="/mandats/1") | {"reference": KEY, "state": "closed.completed"})
    links = linked(server, get_bank_account="/compte") if account is not None else {}
    server.expect_request("/api/mandats/1").respond_with_json({**links, **mandate})
    server.expect_request("/api/compte").respond_with_json(account, status=status)


@pytest.mark.parametrize(
    ("signed", "day"),
    [
        ("2018-04-06T08:33:33.111+0000", date(2018, 4, 6)),
        ("2018-04-06T22:33:33.111+0000", date(2018, 4, 7)),
        ("2018-12-31T23:00:00Z", date(2019, 1, 1)),
        (None, None),
    ],
)
def test_the_day_of_the_signature_is_the_french_one(
    httpserver: HTTPServer, client: SlimpayClient, signed: str | None, day: date | None
) -> None:
    completed(
        httpserver, {"rum": RUM, "state": "active", "dateSigned": signed}, {"iban": "fr76 3000 6000 0112 3456 7890 189"}
    )

    assert client.mandate_of(KEY) == SlimpayMandate(RUM, SlimpayMandateState.ACTIVE, day, NEW_IBAN)


@pytest.mark.parametrize(
    ("account", "status"), [({"iban": "FR76 •••• 189"}, 200), ({"bic": "AGRIFRPP"}, 200), ({}, 404), (None, 200)]
)
def test_an_iban_that_is_not_told(httpserver: HTTPServer, client: SlimpayClient, account: object, status: int) -> None:
    completed(httpserver, {"reference": RUM, "state": "waitingForValidation"}, account, status)

    assert client.mandate_of(KEY) == SlimpayMandate(RUM, SlimpayMandateState.WAITING_FOR_VALIDATION, None)


@pytest.mark.parametrize(
    "mandate",
    [
        {"reference": RUM, "state": "sleeping"},
        {"reference": RUM},
        {"reference": RUM, "state": "active", "dateSigned": "hier"},
        {"reference": RUM, "state": "active", "dateSigned": "2018-04-06T08:33:33.111"},
    ],
)
def test_a_mandate_that_cannot_be_read(
    httpserver: HTTPServer, client: SlimpayClient, mandate: Mapping[str, object]
) -> None:
    completed(httpserver, mandate)

    with pytest.raises(Unavailable) as failure:
        client.mandate_of(KEY)
    assert failure.value.fault is Fault.SLIMPAY_ANSWER_ODD


def test_a_completed_order_without_a_mandate_yet(httpserver: HTTPServer, client: SlimpayClient) -> None:
    door(httpserver)
    gets(httpserver, {**FOUND, "state": "closed.completed"})

    assert client.mandate_of(KEY) is None
