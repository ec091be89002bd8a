"""Putting a new means of payment on a client's file (2.4), and saying what is there (P-50, P-60, P-61, P-68, P-69)."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from backoffice.domain.card import require_method
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.iban import masked
from backoffice.domain.mandate import MandateState, standing
from backoffice.domain.means import Means, MethodChange, ShownMeans
from backoffice.domain.method import CARD_METHODS, Channel, Mandate, Method, channel_of
from backoffice.domain.rum import require_rum
from backoffice.domain.sealing import Sealing
from backoffice.french.office_time import office_day

LONGEST_ALIAS = 80
"""Characters."""

_IN_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_LAST4 = re.compile(r"[0-9]{4}")


def shown(vault: Sealing, kept: Means, debited_at: datetime | None, on: date) -> ShownMeans:
    """Means of payment as screens show them on the day `on`; `debited_at` is when the account was last debited."""
    return ShownMeans(
        method_code=kept.method_code,
        iban="" if kept.sealed_iban is None else masked(vault.unseal(kept.sealed_iban)),
        rum=kept.rum,
        mandate=kept.mandate,
        standing=standing_of(kept, debited_at, on),
        signed_on=kept.signed_on,
        card_brand=kept.card_brand,
        card_last4=kept.card_last4,
        card_expiry=kept.card_expiry,
        mark=mark_of(vault, kept),
    )


def mark_of(vault: Sealing, kept: Means) -> str:
    """What tells the method and the account of means of payment from any others; at SlimPay the account is its RUM.

    64 letters, without a digit: wherever it is kept, it is never taken for a card number or an IBAN.
    """
    account = "" if kept.sealed_iban is None else vault.mark(kept.sealed_iban)
    rum = kept.rum if channel_of(kept.method_code) is Channel.SLIMPAY else ""
    return sha256(f"{kept.method_code} {account} {rum}".encode()).hexdigest().translate(_IN_LETTERS)


def standing_of(kept: Means, debited_at: datetime | None, on: date) -> Mandate:
    """Whether the mandate can be debited on the day `on`: its state, and the 36 months since its last use."""
    used_on = kept.signed_on if debited_at is None else office_day(debited_at)
    return standing(kept.mandate, used_on, on)


@dataclass(frozen=True, slots=True)
class Changing:
    """The client whose means of payment change.

    Attributes:
        direct_method: the code of the partner's direct debit; None where it has given none.
        standing: of the mandate.
        on: the day of the change.
    """

    ref: ClientRef
    direct_method: int | None
    standing: Mandate
    on: date


def changed(present: Means, change: MethodChange, client: Changing) -> Means:
    """The means of payment after a change.

    Raises:
        RuleBroken: `CHEQUE_NOT_DEBITED`, `METHOD_UNKNOWN`, `DIRECT_METHOD_MISSING` for another method than those of
            the procedure where the partner has given none (P-61), `METHOD_INCOMPLETE` where the card or the IBAN is
            missing, `CARD_IS_AMEX` or `CARD_IS_NOT_AMEX` (P-51), `MANDATE_INACTIVE` (P-68).
    """
    if change.code in CARD_METHODS:
        return _with_card(present, change)
    if change.code == Method.SLIMPAY:
        return replace(present, method_code=change.code)
    _require_direct(change.code, client)
    return _with_iban(present, change, client)


def _require_direct(code: int, client: Changing) -> None:
    if client.direct_method is None:
        raise RuleBroken(Broken.DIRECT_METHOD_MISSING, partner_code=client.ref.partner_code)
    if code == Method.CHEQUE:
        raise RuleBroken(Broken.CHEQUE_NOT_DEBITED)
    if code != client.direct_method:
        raise RuleBroken(Broken.METHOD_UNKNOWN, method=code, partner_code=client.ref.partner_code)


def with_mandate(present: Means, ref: ClientRef, standing_now: Mandate, on: date) -> Means:
    """The same with a mandate that can be debited: the coupon that the client signed is one, where there is none.

    Raises:
        RuleBroken: `MANDATE_INACTIVE` (P-68).
    """
    if standing_now is Mandate.INACTIVE:
        raise RuleBroken(Broken.MANDATE_INACTIVE)
    if standing_now is Mandate.ACTIVE and present.rum:
        return present
    rum = present.rum or f"{ref.letter}{ref.partner_code}-{ref.chrono}-{on:%Y%m%d}"
    require_rum(rum)
    return replace(present, rum=rum, mandate=MandateState.ACTIVE, signed_on=on)


def _with_card(present: Means, change: MethodChange) -> Means:
    card = change.card
    sound = card is not None and _LAST4.fullmatch(card.last4) and 0 < len(card.alias) <= LONGEST_ALIAS
    if card is None or not sound:
        raise RuleBroken(Broken.METHOD_INCOMPLETE, method=change.code)
    require_method(card.brand, change.code)
    return replace(
        present,
        method_code=change.code,
        alias=card.alias,
        card_brand=card.brand.value,
        card_last4=card.last4,
        card_expiry=str(card.expiry),
    )


def _with_iban(present: Means, change: MethodChange, client: Changing) -> Means:
    sealed = present.sealed_iban if change.iban is None else bytes.fromhex(change.iban.sealed)
    if sealed is None:
        raise RuleBroken(Broken.METHOD_INCOMPLETE, method=change.code)
    new = replace(present, method_code=change.code, sealed_iban=sealed)
    return with_mandate(new, client.ref, client.standing, client.on)
