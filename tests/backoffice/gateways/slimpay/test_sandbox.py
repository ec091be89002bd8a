"""What the sandbox does for requests that our client never sends, its page, and how it ends."""

import socket
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx2
import pytest

from backoffice.domain.slimpay import OrderState
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox, SlimpayTrial
from tests.slimpay import MARIE, NEW_IBAN, OLD_IBAN, RUM, client_of, submit

ACCEPT = 'application/hal+json; profile="https://api.slimpay.net/alps/v1"'
GRANT = {"grant_type": "client_credentials", "scope": "api"}
SIGNATORY = {"familyName": "DURAND", "givenName": "Marie", "billingAddress": {"postalCode": "69003", "city": "LYON"}}
ITEM = {"type": "signMandate", "mandate": {"reference": "R-1", "standard": "SEPA", "signatory": SIGNATORY}}
ORDER: Mapping[str, object] = {
    "creditor": {"reference": "liasse"},
    "subscriber": {"reference": "C-1"},
    "reference": "A-1",
    "items": [ITEM],
}


@pytest.fixture
def sandbox() -> Iterator[SlimpaySandbox]:
    with SlimpaySandbox({RUM: OLD_IBAN}) as made:
        yield made


def token_of(sandbox: SlimpaySandbox, secret: str = "", form: Mapping[str, str] | None = None) -> httpx2.Response:
    auth = (sandbox.app, secret or sandbox.secret.get_secret_value())
    return httpx2.post(f"{sandbox.url}/oauth/token", auth=auth, data=GRANT if form is None else form, trust_env=False)


def door(sandbox: SlimpaySandbox) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {token_of(sandbox).json()['access_token']}", "Accept": ACCEPT}
    return httpx2.Client(base_url=sandbox.url, headers=headers, trust_env=False)


def code(answer: httpx2.Response) -> object:
    assert answer.is_client_error
    return answer.json()["code"]


def test_the_token_is_as_slimpay_gives_it(sandbox: SlimpaySandbox) -> None:
    given = token_of(sandbox).json()

    assert (given["token_type"], given["expires_in"], given["scope"]) == ("bearer", 998, "api")
    assert given["access_token"] != token_of(sandbox).json()["access_token"]


def test_no_token_for_anybody_else(sandbox: SlimpaySandbox) -> None:
    assert token_of(sandbox, "guessed").status_code == 401
    assert token_of(sandbox, form={"grant_type": "password"}).status_code == 400
    assert httpx2.get(f"{sandbox.url}/", headers={"Accept": ACCEPT}, trust_env=False).status_code == 401


def test_a_token_expires(sandbox: SlimpaySandbox) -> None:
    with SlimpaySandbox(lifetime=0) as short, door(short) as client:
        assert client.get("/").status_code == 401
    with door(sandbox) as client:
        assert client.get("/").status_code == 200
        sandbox.expire_tokens()
        assert client.get("/").json()["error"] == "invalid_token"


def test_an_empty_collection_has_nothing_embedded(sandbox: SlimpaySandbox) -> None:
    with door(sandbox) as client:
        for path in ("/orders?creditorReference=liasse&reference=A-1", "/mandates?reference=R-1", "/mandates"):
            answer = client.get(path).json()
            assert "_embedded" not in answer
            assert answer["page"]["totalElements"] == 0


def test_it_speaks_hal_alone(sandbox: SlimpaySandbox) -> None:
    with door(sandbox) as client:
        assert client.get("/").headers["Content-Type"].startswith("application/hal+json")
        assert code(client.get("/", headers={"Accept": "text/html"})) == 906


@pytest.mark.parametrize("path", ["/nowhere", "/orders/1", "/mandates/1", "/mandates/1/bank-account"])
def test_what_is_not_there(sandbox: SlimpaySandbox, path: str) -> None:
    with door(sandbox) as client:
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"creditor": {"reference": "other"}}, 904),
        ({"creditor": None}, 904),
        ({"subscriber": {}}, 101),
        ({"items": []}, 101),
        ({"items": [ITEM, ITEM]}, 101),
        ({"items": [{"type": "cardAlias"}]}, 101),
        ({"items": ["signMandate"]}, 101),
        ({"items": [{"type": "signMandate"}]}, 123),
        ({"reference": "x" * 41}, 205),
        ({"items": [{**ITEM, "action": "amendBankAccount"}]}, 205),
        ({"items": [{**ITEM, "mandate": {"reference": RUM, "signatory": SIGNATORY}}]}, 901),
        ({"items": [{**ITEM, "mandate": {"signatory": {**SIGNATORY, "honorificPrefix": "Me"}}}]}, 122),
    ],
)
def test_what_is_wrong_with_an_order(sandbox: SlimpaySandbox, changed: Mapping[str, object], expected: int) -> None:
    with door(sandbox) as client:
        assert code(client.post("/orders", json={**ORDER, **changed})) == expected
        assert "_links" not in client.get("/orders?reference=A-1").json()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff"])
def test_a_body_that_is_no_order(sandbox: SlimpaySandbox, body: bytes) -> None:
    with door(sandbox) as client:
        assert code(client.post("/orders", content=body)) == 904


def test_a_reference_is_for_one_order(sandbox: SlimpaySandbox) -> None:
    with door(sandbox) as client:
        made = client.post("/orders", json=ORDER)
        assert (made.status_code, made.json()["state"]) == (201, "open.running")
        assert code(client.post("/orders", json=ORDER)) == 901
        assert client.post("/orders", json={**ORDER, "reference": None}).status_code == 201


def test_two_requests_at_once_make_one_order(sandbox: SlimpaySandbox) -> None:
    client = client_of(sandbox)
    with ThreadPoolExecutor(8) as pool:
        orders = list(pool.map(lambda _: client.ask_new_iban("A-1", RUM), range(8)))

    assert len({order.approval_url for order in orders}) == 1


def test_a_closed_order_is_not_cancelled(sandbox: SlimpaySandbox) -> None:
    with door(sandbox) as client:
        made = client.post("/orders", json=ORDER).json()
        cancellation = made["_links"]["https://api.slimpay.net/alps#cancel-order"]["href"]
        assert client.post(cancellation).json()["state"] == "closed.aborted.aborted_byserver"
        assert code(client.post(cancellation)) == 903


def test_in_the_demo_every_mandate_is_known() -> None:
    with SlimpaySandbox({RUM: NEW_IBAN}, knows_every_rum=True) as demo:
        submit(client_of(demo).ask_new_iban("A-1", "NEVER-SEEN-1"))
        mandate = client_of(demo).mandate_of("A-1")
        assert mandate is not None
        assert (mandate.rum, mandate.iban) == ("NEVER-SEEN-1", NEW_IBAN)


# --- the page


def test_an_iban_that_is_none_stays_on_the_page_and_changes_nothing(sandbox: SlimpaySandbox) -> None:
    client = client_of(sandbox)
    order = client.ask_new_iban("A-1", RUM)
    page = submit(order, iban='FR76 "<3000>"')

    assert 'aria-invalid="true"' in page
    assert "FR76 &quot;&lt;3000&gt;&quot;" in page
    assert client.order("A-1") == order
    assert "C’est enregistré" in submit(order)


def test_the_page_says_what_it_is_about(sandbox: SlimpaySandbox) -> None:
    client = client_of(sandbox)
    amended = httpx2.get(client.ask_new_iban("A-1", RUM).approval_url, trust_env=False)
    signed = httpx2.get(client.ask_mandate("A-2", "C-1", MARIE).approval_url, trust_env=False)

    assert "Changer de compte bancaire" in amended.text
    assert RUM in amended.text
    assert "Signer le mandat" in signed.text
    assert "DURAND" in signed.text
    for page in (amended, signed):
        assert OLD_IBAN not in page.text
        assert "script" not in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(("first", "second"), [("continue", "abandon"), ("abandon", "continue")])
def test_an_order_is_closed_once(sandbox: SlimpaySandbox, first: str, second: str) -> None:
    client = client_of(sandbox)
    order = client.ask_new_iban("A-1", RUM)
    final = submit(order, first)
    closed = client.order("A-1")

    assert submit(order, second) == submit(order, iban="none") == final
    assert client.order("A-1") == closed != order


def test_an_abandoned_page_says_so_and_leaves_the_mandate(sandbox: SlimpaySandbox) -> None:
    client = client_of(sandbox)
    assert "Demande abandonnée" in submit(client.ask_new_iban("A-1", RUM), "abandon")
    with door(sandbox) as slimpay:
        mandate = slimpay.get(f"/mandates?reference={RUM}").json()
        account = slimpay.get(mandate["_links"]["https://api.slimpay.net/alps#get-bank-account"]["href"]).json()
    assert account["iban"] == OLD_IBAN


def test_a_page_that_is_nobodys(sandbox: SlimpaySandbox) -> None:
    page = f"{sandbox.url}/userApproval?accessCode=guessed"

    assert httpx2.get(page, trust_env=False).status_code == 404
    assert httpx2.post(page, data={"action": "continue", "iban": NEW_IBAN}, trust_env=False).status_code == 404


# --- its end


def test_it_ends_at_once_with_what_is_under_way_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with SlimpaySandbox({RUM: OLD_IBAN}) as sandbox, ThreadPoolExecutor(1) as pool, door(sandbox) as client:
        sandbox.bring_about(SlimpayTrial.DONE_THEN_LATE)
        lost = pool.submit(client.post, "/orders", json=ORDER, timeout=30)
        while client_of(sandbox).order("A-1") is None:
            assert not lost.done()
        sandbox.close()
        assert lost.result().status_code == 504

    assert set(threading.enumerate()) <= before


def test_it_is_on_the_loopback_alone_and_gone_afterwards() -> None:
    with SlimpaySandbox() as sandbox:
        address = urlsplit(sandbox.url)
        assert address.hostname == "127.0.0.1"

    with pytest.raises(ConnectionRefusedError), socket.create_connection((address.hostname, address.port or 0)):
        pass


def test_each_start_has_a_secret_of_its_own(sandbox: SlimpaySandbox) -> None:
    with SlimpaySandbox() as other:
        assert other.secret != sandbox.secret
        assert OrderState.OPEN.value not in str(other.secret)
