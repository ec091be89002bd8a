"""One conversation with an alias service over HTTP. Apart from the rest, as httpx2 takes half a second to import."""

from collections.abc import Iterator
from uuid import UUID

from pydantic import SecretStr

from backoffice.domain.card import CardExpiry
from backoffice.domain.secret_digits import SecretDigits
from backoffice.gateways.http_exchange import HttpAnswer, PatientHttp, home_of


class AliasExchange(PatientHttp):
    """Requests to an alias service. The number is never a text here: the body is sent digit by digit."""

    def __init__(self, url: str, token: SecretStr, patience: float) -> None:
        """Begin. `patience`: how many seconds to wait for the connection, and then for the answer.

        Raises:
            Unavailable: `SETTINGS_WRONG`: that is no address.
        """
        self._aliases = home_of(url, "alias_url").join("aliases")
        super().__init__({"Authorization": f"Bearer {token.get_secret_value()}"}, patience)

    def ask_alias(self, key: UUID, number: SecretDigits, expiry: CardExpiry) -> HttpAnswer | None:
        """POST a card; None where it cannot be told what became of it."""
        before = b'{"expiry":"%04d-%02d","number":"' % (expiry.year, expiry.month)
        after = b'"}'
        headers = {
            "Idempotency-Key": str(key),
            "Content-Type": "application/json",
            "Content-Length": str(len(before) + len(number) + len(after)),
        }
        content = _body(before, number, after)
        return self._send(self._http.build_request("POST", self._aliases, headers=headers, content=content))

    def ask_outcome(self, key: UUID) -> HttpAnswer | None:
        """GET what became of the POST under `key`; None where that cannot be told either."""
        return self._send(self._http.build_request("GET", f"{self._aliases}/{key}"))


def _body(before: bytes, number: SecretDigits, after: bytes) -> Iterator[bytes]:
    yield before
    yield from number.signs()
    yield after
