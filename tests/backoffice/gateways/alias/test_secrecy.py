"""Where a card number may go on its way to the alias service, and where it never does."""

import json
import logging
import ssl
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.alias.sandbox import AliasSandbox
from backoffice.gateways.alias.service import AliasClient
from tests.cards import VISA, secret
from tests.memory import canary, traces
from tests.needs import needs_linux

MAY_2027 = CardExpiry(2027, 5)
TOKEN = "jeton-de-l-essai"
CARD = {"alias": "AL-5c0ffee", "brand": "CB", "last4": "0154", "expiry": "2027-05"}


def asked(url: str, token: str = TOKEN) -> AliasedCard:
    return AliasClient(url, lambda: SecretStr(token)).alias(uuid4(), secret(VISA), MAY_2027)


def fault(url: str, token: str = TOKEN) -> Fault:
    with pytest.raises(Unavailable) as failure:
        asked(url, token)
    assert failure.value.facts in ({}, {"key": "alias_url"})
    return failure.value.fault


@pytest.mark.parametrize(
    "url",
    [
        "",
        "alias.example",
        "http://alias.example",
        "http://10.0.0.1/",
        "http://127.0.0.1.example/",
        "http://localhost.example/",
        "ftp://127.0.0.1/",
        "https://",
        "https://[::1",
        "//127.0.0.1",
    ],
)
def test_an_address_on_which_the_number_would_be_read(url: str) -> None:
    with pytest.raises(Unavailable) as failure:
        AliasClient(url, lambda: SecretStr(TOKEN))

    assert failure.value.fault is Fault.SETTINGS_WRONG
    assert failure.value.facts == {"key": "alias_url"}


@pytest.mark.parametrize("url", ["https://alias.example:x", "https://alias.example\n/"])
def test_what_is_no_address_is_said_with_the_first_card_at_the_latest(url: str) -> None:
    assert fault(url) is Fault.SETTINGS_WRONG


@pytest.mark.parametrize(
    "url", ["https://alias.example/v1", "http://127.0.0.1:8017", "http://[::1]/", "http://localhost"]
)
def test_an_address_that_is_kept_private(url: str) -> None:
    assert TOKEN not in repr(AliasClient(url, lambda: SecretStr(TOKEN)))


@pytest.mark.parametrize("token", ["", "un jeton", "jeton\n", "jeton\r\nX: 1", "jéton"])
def test_a_token_that_cannot_be_one(token: str) -> None:
    assert fault("https://alias.example", token) is Fault.ALIAS_TOKEN_WRONG


def test_no_proxy_of_the_environment_sees_the_number(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    httpserver.expect_request("/aliases").respond_with_json(CARD, status=201)

    assert asked(httpserver.url_for("/")).alias == CARD["alias"]


def test_a_service_that_nobody_vouches_for_gets_nothing(tmp_path: Path) -> None:
    reached: list[bytes] = []

    def told(request: Request) -> Response:
        reached.append(request.get_data())
        return Response(json.dumps(CARD), status=201)

    with HTTPServer(host="127.0.0.1", ssl_context=self_signed(tmp_path)) as server:
        server.expect_request("/aliases").respond_with_handler(told)
        assert fault(server.url_for("/")) is Fault.ALIAS_SERVICE_UNREACHABLE
    assert reached == []


def test_importing_it_does_not_load_what_the_first_card_needs() -> None:
    code = "import sys, backoffice.gateways.alias.service; sys.exit('httpx2' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code


@needs_linux("/proc/self/mem")
def test_the_number_is_neither_logged_nor_left_in_memory(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    digits = canary()
    with closing(AliasSandbox()) as sandbox:
        client = AliasClient(sandbox.url, lambda: sandbox.token)
        with secret(map(str, digits)) as number:
            assert traces(digits) == {"ASCII"}, "the search finds what is there"
            client.alias(uuid4(), number, MAY_2027)
        assert traces(digits) == set()
        assert sandbox.token.get_secret_value() not in caplog.text
    assert "aliases" in caplog.text, "httpx2 does log"
    assert "".join(map(str, digits[6:])) not in caplog.text


@given(st.uuids(version=4))
def test_a_random_identifier_is_always_an_alias(identifier: UUID) -> None:
    assert max(map(len, str(identifier).split("-"))) < 13


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "service.pem"
    secret_key = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret_key + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
