"""What the sandbox does for requests that our client never sends, and how it ends."""

import socket
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx2
import pytest

from backoffice.domain.card import CardExpiry
from backoffice.gateways.alias.sandbox import AliasSandbox, AliasTrial
from backoffice.gateways.alias.service import AliasClient
from tests.cards import VISA, secret

MAY_2027 = CardExpiry(2027, 5)
CARD = {"number": VISA, "expiry": "2027-05"}


@pytest.fixture
def sandbox() -> Iterator[AliasSandbox]:
    with closing(AliasSandbox()) as made:
        yield made


def headers(sandbox: AliasSandbox, key: str = "") -> dict[str, str]:
    return {"Authorization": f"Bearer {sandbox.token.get_secret_value()}", "Idempotency-Key": key or str(uuid4())}


def post(sandbox: AliasSandbox, body: object, sent: Mapping[str, str] | None = None) -> httpx2.Response:
    return httpx2.post(f"{sandbox.url}/aliases", json=body, headers=sent or headers(sandbox), trust_env=False)


def get(sandbox: AliasSandbox, path: str) -> httpx2.Response:
    return httpx2.get(f"{sandbox.url}{path}", headers=headers(sandbox), trust_env=False)


def test_it_takes_what_the_contract_says_from_any_client(sandbox: AliasSandbox) -> None:
    key = str(uuid4())
    made = post(sandbox, CARD, headers(sandbox, key))

    assert made.status_code == 201
    assert post(sandbox, CARD, headers(sandbox, key)).status_code == 200
    assert get(sandbox, f"/aliases/{key}").json() == made.json()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**CARD, "number": VISA[:-1] + "5"}, 422),
        ({**CARD, "number": "4970"}, 422),
        ({**CARD, "number": VISA * 2}, 422),
        ({"expiry": "2027-05"}, 422),
        ({**CARD, "expiry": "05/27"}, 400),
        ({"number": VISA}, 400),
        ([VISA], 400),
        (VISA, 400),
        ({**CARD, "more": "x" * 1_000}, 400),
    ],
)
def test_a_body_that_the_contract_does_not_know(sandbox: AliasSandbox, body: object, status: int) -> None:
    answer = post(sandbox, body)

    assert answer.status_code == status
    assert VISA not in answer.text


@pytest.mark.parametrize("key", ["", "4970"])
def test_a_key_that_is_none(sandbox: AliasSandbox, key: str) -> None:
    assert post(sandbox, CARD, {**headers(sandbox), "Idempotency-Key": key}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/aliases", "/aliases/4970", f"/aliases/{UUID(int=1)}", f"/{UUID(int=1)}"])
def test_what_is_not_there(sandbox: AliasSandbox, path: str) -> None:
    assert get(sandbox, path).status_code == 404


def test_nobody_is_told_anything_without_the_token(sandbox: AliasSandbox) -> None:
    key = str(uuid4())
    post(sandbox, CARD, headers(sandbox, key))

    assert httpx2.get(f"{sandbox.url}/aliases/{key}", trust_env=False).status_code == 401
    assert post(sandbox, CARD, {"Idempotency-Key": key}).status_code == 401


def test_two_requests_at_once_make_one_alias(sandbox: AliasSandbox) -> None:
    client, key = AliasClient(sandbox.url, lambda: sandbox.token), uuid4()
    with ThreadPoolExecutor(8) as pool:
        cards = list(pool.map(lambda _: client.alias(key, secret(VISA), MAY_2027), range(8)))

    assert len(set(cards)) == 1


def test_it_ends_at_once_with_what_is_under_way_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    sandbox = AliasSandbox()
    client = AliasClient(sandbox.url, lambda: sandbox.token)
    with ThreadPoolExecutor(1) as pool:
        card = pool.submit(client.alias, uuid4(), secret(f"400000000000{AliasTrial.DONE_THEN_LATE}"), MAY_2027)
        while not any("process_request" in thread.name for thread in threading.enumerate()):
            assert not card.done()
        sandbox.close()
        assert card.result().last4 == AliasTrial.DONE_THEN_LATE

    assert set(threading.enumerate()) <= before


def test_it_is_on_the_loopback_alone_and_gone_afterwards() -> None:
    sandbox = AliasSandbox()
    address = urlsplit(sandbox.url)
    assert address.hostname == "127.0.0.1"
    sandbox.close()

    with pytest.raises(ConnectionRefusedError), socket.create_connection((address.hostname, address.port or 0)):
        pass


def test_each_start_has_a_token_of_its_own(sandbox: AliasSandbox) -> None:
    with closing(AliasSandbox()) as other:
        assert other.token != sandbox.token
        assert other.url != sandbox.url
