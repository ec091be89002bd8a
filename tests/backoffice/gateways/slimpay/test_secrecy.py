"""Where the secret, the token, the page's address and the IBAN may go, and where they never do."""

import logging
import subprocess
import sys

import pytest
from pydantic import SecretStr
from pytest_httpserver import HTTPServer

from backoffice.gateways.slimpay.exchange import TokenAuth
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from backoffice.gateways.slimpay.service import SlimpayClient
from tests.backoffice.gateways.slimpay.door import FOUND, KEY, OPEN, SECRET, TOKEN, client_at, door, gets
from tests.slimpay import NEW_IBAN, OLD_IBAN, RUM, client_of, submit


def test_nothing_of_them_is_logged_or_shown(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with SlimpaySandbox({RUM: OLD_IBAN}) as sandbox:
        client = client_of(sandbox)
        order = client.ask_new_iban(KEY, RUM)
        told = caplog.text
        submit(order)
        caplog.clear()  # the page is opened by another program
        sandbox.expire_tokens()
        mandate = client.mandate_of(KEY)
        client.abandon(KEY)
        told += f"{caplog.text} {capfd.readouterr()} {client!r} {vars(client)!r} {order!r} {mandate!r} {sandbox!r}"

    assert mandate is not None
    assert mandate.iban == NEW_IBAN
    assert "/orders?creditorReference=" in told, "httpx2 does log"
    hidden = [sandbox.secret.get_secret_value(), order.approval_url, order.approval_url.rpartition("=")[2]]
    assert [secret for secret in [*hidden, NEW_IBAN, OLD_IBAN, "Bearer", "Basic"] if secret in told] == []


def test_nothing_is_logged_of_the_first_order_either(caplog: pytest.LogCaptureFixture, httpserver: HTTPServer) -> None:
    caplog.set_level(logging.DEBUG)
    door(httpserver)
    gets(httpserver, FOUND)
    assert client_at(httpserver).order(KEY) == OPEN

    assert KEY in caplog.text
    assert SECRET not in caplog.text
    assert TOKEN not in caplog.text


def test_what_signs_shows_nothing() -> None:
    auth = TokenAuth("https://api.example", "app01", lambda: SecretStr(SECRET))

    assert SECRET not in f"{auth!r} {vars(auth)!r}"


def test_the_secret_is_asked_for_with_the_first_order_and_not_before(httpserver: HTTPServer) -> None:
    asked: list[str] = []

    def secret() -> SecretStr:
        asked.append("secret")
        return SecretStr(SECRET)

    client = SlimpayClient(httpserver.url_for("/api/"), "creditor01", "app01", secret)
    assert asked == []
    door(httpserver)
    gets(httpserver, FOUND)
    client.order(KEY)
    assert asked == ["secret"]


def test_no_proxy_of_the_environment_sees_the_token(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    door(httpserver)
    gets(httpserver, FOUND)

    assert client_at(httpserver).order(KEY) == OPEN


@pytest.mark.parametrize("module", ["service", "sandbox"])
def test_importing_it_does_not_load_what_the_first_order_needs(module: str) -> None:
    late = "{'httpx2', 'schwifty'} & set(sys.modules)"
    code = f"import sys, backoffice.gateways.slimpay.{module}; sys.exit(bool({late}))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
