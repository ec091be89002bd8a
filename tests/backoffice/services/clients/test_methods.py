"""2.4 Changement MDR: cards, IBANs and mandates on a client's file."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from backoffice.domain.card import CardExpiry
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import MethodChange, MethodForm, Origin
from backoffice.domain.method import Brand, Mandate
from backoffice.gateways.alias.sandbox import AliasSandbox
from backoffice.gateways.alias.service import AliasClient
from backoffice.storage.database import Database
from backoffice.storage.schema import partners
from tests.cards import AMEX, VISA, secret
from tests.ibans import BELGIAN, FRENCH, POSTAL
from tests.office import VAULT, OfficeGestures

EXPIRY = CardExpiry(2027, 5)
ON_FILE: dict[str, Any] = {"sealed_iban": VAULT.seal(POSTAL), "rum": "ADLP-1", "mandate": "active"}


@pytest.fixture
def sandbox() -> Iterator[AliasSandbox]:
    aliases = AliasSandbox()
    yield aliases
    aliases.close()


@pytest.fixture
def desk(database: Database, sandbox: AliasSandbox) -> OfficeGestures:
    return OfficeGestures(database, aliases=AliasClient(sandbox.url, lambda: sandbox.token))


def test_a_card_becomes_an_alias_under_its_key(desk: OfficeGestures) -> None:
    key = uuid4()

    card = desk.methods.take_card(desk.operator, key, 80, secret(VISA), EXPIRY)
    again = desk.methods.take_card(desk.operator, key, 80, secret(VISA), EXPIRY)

    assert card == again
    assert (card.brand, card.last4, card.expiry) == (Brand.CB, "0154", EXPIRY)
    assert VISA not in repr(card) + card.alias


@pytest.mark.parametrize(
    ("number", "method", "expiry", "code"),
    [
        (AMEX, 82, EXPIRY, Broken.CARD_IS_AMEX),
        (AMEX, 80, EXPIRY, Broken.CARD_IS_AMEX),
        (VISA, 81, EXPIRY, Broken.CARD_IS_NOT_AMEX),
        (VISA[:-1] + "5", 80, EXPIRY, Broken.CARD_NUMBER_WRONG),
        (VISA, 80, CardExpiry(2024, 2), Broken.CARD_EXPIRED),
    ],
)
def test_a_card_that_cannot_be_billed_is_not_sent(
    desk: OfficeGestures, number: str, method: int, expiry: CardExpiry, code: Broken
) -> None:
    with pytest.raises(RuleBroken) as broken:
        desk.methods.take_card(desk.operator, uuid4(), method, secret(number), expiry)

    assert broken.value.code is code


def test_without_an_alias_service_no_card_is_taken(database: Database) -> None:
    desk = OfficeGestures(database)

    with pytest.raises(Unavailable) as missing:
        desk.methods.take_card(desk.operator, uuid4(), 80, secret(VISA), EXPIRY)

    assert missing.value.fault is Fault.ALIAS_SERVICE_MISSING


def test_an_iban_is_set_against_the_file_and_the_partner(desk: OfficeGestures) -> None:
    client_id = desk.client(**ON_FILE)

    same = desk.methods.judge_iban(desk.operator, client_id, "fr14 2004 1010 0505 0001 3m02 606")
    other = desk.methods.judge_iban(desk.operator, client_id, FRENCH)

    assert (same.same, same.accepted, other.same, other.accepted) == (True, True, False, True)
    assert other.iban.shown == "FR76 •••• 189"
    assert VAULT.unseal(bytes.fromhex(other.iban.sealed)) == FRENCH
    assert FRENCH not in repr(other)


def test_a_partner_file_may_refuse_a_bank(desk: OfficeGestures) -> None:
    client_id = desk.client()
    desk.database.write(lambda tx: tx.execute(partners.update().values(banks="20041|30003")))

    judged = [desk.methods.judge_iban(desk.operator, client_id, iban).accepted for iban in (POSTAL, FRENCH, BELGIAN)]

    assert judged == [True, False, False]


def test_a_wrong_iban_is_refused_without_being_told(desk: OfficeGestures) -> None:
    client_id = desk.client()

    with pytest.raises(RuleBroken) as broken:
        desk.methods.judge_iban(desk.operator, client_id, FRENCH[:-1] + "8")

    assert broken.value.code is Broken.IBAN_WRONG
    assert "3000" not in str(broken.value.facts)


def test_a_method_is_changed_once_and_kept_with_those_before(desk: OfficeGestures) -> None:
    client_id = desk.client(**ON_FILE)
    card = desk.methods.take_card(desk.operator, uuid4(), 81, secret(AMEX), EXPIRY)
    form = MethodForm(uuid4(), client_id, MethodChange(81, card=card))

    first = desk.methods.change(desk.operator, form)
    again = desk.methods.change(desk.operator, form)

    assert first == again == desk.dossier(client_id).means
    assert (first.method_code, first.card_brand, first.card_last4, first.iban) == (81, "AMEX", "0005", "FR14 •••• 606")
    assert [row.origin for row in desk.methods.history(desk.operator, client_id)] == [Origin.CHANGE, Origin.FILE]
    assert desk.checking.run() == ()


def test_a_blocked_account_keeps_its_method(desk: OfficeGestures) -> None:
    client_id = desk.client(blocked=True)

    with pytest.raises(RuleBroken) as broken:
        desk.methods.change(desk.operator, MethodForm(uuid4(), client_id, MethodChange(99)))

    assert broken.value.code is Broken.CLIENT_BLOCKED
    assert desk.slimpay.unsettled(desk.operator) == ()


def test_a_supervisor_moves_a_mandate_along_its_transitions(desk: OfficeGestures) -> None:
    client_id = desk.client(**ON_FILE)

    suspended = desk.methods.set_mandate(
        desk.supervisor, uuid4(), client_id, MandateState.INACTIVE, " Opposition du client. "
    )

    assert (suspended.mandate, suspended.standing) == (MandateState.INACTIVE, Mandate.INACTIVE)
    newest = desk.methods.history(desk.operator, client_id)[0]
    assert (newest.origin, newest.reason, newest.operator) == (Origin.MANDATE, "Opposition du client.", "C. Dupuis")
    desk.methods.set_mandate(desk.supervisor, uuid4(), client_id, MandateState.REVOKED, "Révoqué.")
    with pytest.raises(RuleBroken) as broken:
        desk.methods.set_mandate(desk.supervisor, uuid4(), client_id, MandateState.ACTIVE, "Par erreur.")
    assert broken.value.code is Broken.MANDATE_TRANSITION
    assert desk.checking.run() == ()


def test_an_operator_changes_no_mandate(desk: OfficeGestures) -> None:
    client_id = desk.client(**ON_FILE)

    with pytest.raises(RuleBroken) as broken:
        desk.methods.set_mandate(desk.operator, uuid4(), client_id, MandateState.INACTIVE, "Parce que.")

    assert broken.value.code is Broken.ROLE_MAY_NOT
