"""The alias service, which keeps card numbers so that nobody here does (P-51).

The department's own is documented nowhere, so this is the contract that any such service has to keep with us:

**Transport.** HTTPS; plain HTTP on the loopback alone. Every request bears `Authorization: Bearer TOKEN`. Bodies are
JSON in UTF-8. No answer, log or address ever bears a card number. There is no security code anywhere.

**`POST /aliases`** with the header `Idempotency-Key: UUID` and the body::

    {"expiry": "2027-05", "number": "4970100000000154"}

The work of a key is done once. A POST under a key that was used, or whose first POST is still under way, has the first
one's answer. Whether it is the same card is told from what may be kept of it: brand, last four digits, expiry.

201: made: `{"alias": "AL-…", "brand": "CB", "last4": "0154", "expiry": "2027-05"}`. `brand` is `CB` (CB, Visa,
Mastercard) or `AMEX`. The alias is random: nothing of the number can be computed from it. It has 1 to 80 characters
`A-Z a-z 0-9 . _ : -`, fewer than 13 digits in a row, no card number or IBAN however it is grouped, and is given to no
other card.
200: the key was used for this card before; the same body.
401: the token is not known. 403: it is, but may not.
409: the key was used for another card.
422: refused for good: `{"code": …}`, one of `number_invalid`, `brand_not_taken`, `card_expired`, `card_refused`.
503: nothing was done; perhaps later. 502, 504, or no answer in time: it cannot be told what was done.

**`GET /aliases/{key}`** tells what became of a POST whose answer was lost: 200 with the card, or 422, as the POST would
have had them; 404 when nothing was made under that key (yet); 401, 403, 503 as above.

**What we do.** After a lost answer (none in time, or any 5xx) the outcome is asked for by key; only where it is 404 is
the POST sent again, once, under the same key. An operator's *Recommencer* does it all over, still under the same key.
Anything else that comes back is against the contract, and the card is not taken.
"""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import SecretStr

from backoffice.domain.card import AliasedCard, CardExpiry, check_number, last_four
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.secret_digits import SecretDigits
from backoffice.domain.secret_scan import holds_card, holds_iban
from backoffice.gateways.private_address import is_private

if TYPE_CHECKING:  # half a second to import, for the first card and not for the first window
    from backoffice.gateways.alias.exchange import AliasExchange
    from backoffice.gateways.http_exchange import HttpAnswer

_PATIENCE = 8.0
_ALIAS = re.compile("(?!.*[0-9]{13})[A-Za-z0-9._:-]{1,80}")
_TOKEN = re.compile("[!-~]+")
_REFUSALS: Mapping[str, Broken] = {
    "number_invalid": Broken.CARD_NUMBER_WRONG,
    "brand_not_taken": Broken.CARD_BRAND_UNKNOWN,
    "card_expired": Broken.CARD_EXPIRED,
    "card_refused": Broken.CARD_REFUSED,
}


class AliasClient:
    """An alias service that keeps the contract above; an `AliasService`. It holds nothing open between two cards."""

    def __init__(self, url: str, token: Callable[[], SecretStr], patience: float = _PATIENCE) -> None:
        """Know where the service is; nothing is sent before a card is.

        Args:
            url: its address, without `/aliases`.
            token: gives what it knows us by; asked with each card, so that cheques are keyed without it.
            patience: how many seconds to wait for a connection, and for each answer.

        Raises:
            Unavailable: `SETTINGS_WRONG`: neither HTTPS nor on the loopback.
        """
        if not is_private(url):
            raise Unavailable(Fault.SETTINGS_WRONG, key="alias_url")
        self._url = url
        self._token = token
        self._patience = patience

    def alias(self, key: UUID, number: SecretDigits, expiry: CardExpiry) -> AliasedCard:
        """The alias of a card; see `AliasService`."""
        from backoffice.gateways.alias.exchange import AliasExchange  # noqa: PLC0415 - as above

        brand = check_number(number)
        token = self._token()
        if not _TOKEN.fullmatch(token.get_secret_value()):
            raise Unavailable(Fault.ALIAS_TOKEN_WRONG)
        with AliasExchange(self._url, token, self._patience) as service:
            answer = _exchange(service, key, number, expiry)
        if answer is None:
            raise Unavailable(Fault.ALIAS_SERVICE_UNREACHABLE)
        card = AliasedCard(_alias_in(answer), brand, last_four(number), expiry)
        if any(answer.said(name) != value for name, value in as_sent(card).items()):
            raise Unavailable(Fault.ALIAS_ANSWER_ODD)
        return card


class NoAliasService:
    """Stands where none is configured; an `AliasService` that takes no card."""

    def alias(self, key: UUID, number: SecretDigits, expiry: CardExpiry) -> AliasedCard:
        """Refuse.

        Raises:
            Unavailable: `ALIAS_SERVICE_MISSING`.
        """
        del key, number, expiry  # there is nobody to send them to
        raise Unavailable(Fault.ALIAS_SERVICE_MISSING)


def as_sent(card: AliasedCard) -> dict[str, str]:
    """The card as the contract writes it."""
    expiry = f"{card.expiry.year}-{card.expiry.month:02d}"
    return {"alias": card.alias, "brand": card.brand.value, "last4": card.last4, "expiry": expiry}


def _exchange(service: "AliasExchange", key: UUID, number: SecretDigits, expiry: CardExpiry) -> "HttpAnswer | None":
    """The answer that tells what became of the card; None where that cannot be told."""
    answer = service.ask_alias(key, number, expiry)
    if answer is not None:
        return answer
    outcome = service.ask_outcome(key)
    if outcome is None or outcome.status != HTTPStatus.NOT_FOUND:
        return outcome
    return service.ask_alias(key, number, expiry)


def _is_alias(text: str) -> bool:
    return _ALIAS.fullmatch(text) is not None and not holds_card(text) and not holds_iban(text)


def _alias_in(answer: "HttpAnswer") -> str:
    match answer.status:
        case HTTPStatus.OK | HTTPStatus.CREATED if _is_alias(answer.said("alias")):
            return answer.said("alias")
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            raise Unavailable(Fault.ALIAS_TOKEN_WRONG)
        case HTTPStatus.CONFLICT:
            raise RuleBroken(Broken.GESTURE_REUSED)
        case HTTPStatus.UNPROCESSABLE_ENTITY if answer.said("code") in _REFUSALS:
            raise RuleBroken(_REFUSALS[answer.said("code")])
    raise Unavailable(Fault.ALIAS_ANSWER_ODD)
