"""A decision that another workstation has overtaken is refused, and accepted once it is decided anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import update

from backoffice.domain.batch import Batch
from backoffice.domain.errors import Broken
from backoffice.domain.mail_facts import CardFacts, CouponFacts
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.method import Method
from backoffice.domain.money import Money
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import Ticks
from backoffice.storage.database import Database
from backoffice.storage.schema import clients, orders, partners
from tests.backoffice.services.keying.sending import (
    BY_CARD,
    ON_FILE,
    OTHER,
    REFUSED,
    SAME,
    TWO,
    other_iban,
    record,
    refusal,
)
from tests.coupons import NO_PAYMENT, entry, sent
from tests.debited import CARD
from tests.ibans import FRENCH, POSTAL
from tests.office import VAULT, OfficeGestures, Value

BY_CHEQUE = Ticks(coupon=CouponFacts("AP11"))
BY_NAMED_CARD = Ticks(card=CardFacts(holder="DURAND Marie"))
CHEQUE = 20_30


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


def _sent(desk: OfficeGestures, batch: Batch, client_id: int, ticks: Ticks) -> ChequeForm | MailForm:
    """What the screen sends of a coupon on the file as it is."""
    assigned = Assigned(card=CARD) if ticks.card else NOTHING_ASSIGNED
    if ticks == OTHER:
        assigned = other_iban(desk, client_id)
    cents, number = (CHEQUE, "5508018") if ticks == BY_CHEQUE else (None, "")
    return sent(batch, entry(batch, desk.dossier(client_id), ticks, cents, number, assigned=assigned))


def _paid(desk: OfficeGestures, client_id: int) -> None:
    """The client's first invoice, in another batch."""
    desk.cheque(desk.batch(), client_id, CHEQUE, "0000009")


def _marked(**columns: Value | None) -> Callable[[OfficeGestures, int], None]:
    """The client's file, as an import does."""

    def mark(desk: OfficeGestures, client_id: int) -> None:
        row = update(clients).where(clients.c.id == client_id).values(**columns)
        desk.database.write(lambda tx: tx.execute(row))

    return mark


def _not_renewable(desk: OfficeGestures, client_id: int) -> None:
    row = update(orders).where(orders.c.client_id == client_id).values(renewable=False)
    desk.database.write(lambda tx: tx.execute(row))


def _with_another_code(desk: OfficeGestures, client_id: int) -> None:
    """The partner's own code for its direct debit."""
    assert desk.dossier(client_id).client.direct_method == 45
    desk.database.write(lambda tx: tx.execute(partners.update().values(direct_method=44)))


def _at_slimpay(desk: OfficeGestures, client_id: int) -> None:
    desk.methods.change(desk.operator, MethodForm(uuid4(), client_id, MethodChange(int(Method.SLIMPAY))))


_DEAD, _GUARDED, _BLOCKED, _REVOKED = (
    _marked(deceased=True),
    _marked(protected_adult=True),
    _marked(blocked=True),
    _marked(mandate="inactive"),
)
_CHANGES = {
    "cheque, paid": (BY_CHEQUE, _paid),
    "cheque, dead": (BY_CHEQUE, _DEAD),
    "cheque, guarded": (BY_CHEQUE, _GUARDED),
    "card, paid": (BY_CARD, _paid),
    "card, dead": (BY_CARD, _DEAD),
    "card, guarded": (BY_CARD, _GUARDED),
    "card, blocked": (BY_CARD, _BLOCKED),
    "card, not renewable": (BY_CARD, _not_renewable),
    "card, of another name": (BY_NAMED_CARD, _marked(last_name="MARTIN", first_name="Luc")),
    "same IBAN, paid": (SAME, _paid),
    "same IBAN, blocked": (SAME, _BLOCKED),
    "same IBAN, revoked": (SAME, _REVOKED),
    "same IBAN, not renewable": (SAME, _not_renewable),
    "other IBAN, dead": (OTHER, _DEAD),
    "other IBAN, revoked": (OTHER, _REVOKED),
    "other IBAN, the partner's code": (OTHER, _with_another_code),
    "other IBAN, at SlimPay": (OTHER, _at_slimpay),
    "nothing, dead": (NO_PAYMENT, _DEAD),
    "nothing, guarded": (NO_PAYMENT, _GUARDED),
}


@pytest.mark.parametrize(("ticks", "changed"), _CHANGES.values(), ids=_CHANGES.keys())
def test_what_changed_since_is_decided_anew(
    desk: OfficeGestures, batch: Batch, ticks: Ticks, changed: Callable[[OfficeGestures, int], None]
) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)
    desk.order(client_id, "C1", "Le Jardin")
    form = _sent(desk, batch, client_id, ticks)
    changed(desk, client_id)

    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN
    assert refusal(desk, replace(form, reason="Vu")) is Broken.DECISION_OVERTAKEN

    now = _sent(desk, batch, client_id, ticks)
    assert (now.key != form.key, now.decided != form.decided) == (True, True)
    assert record(desk, now).trace.decision == now.decided
    assert desk.checking.run() == ()


# --- the account and the amounts that were on the screen


_ACCOUNTS = {
    "another IBAN": _marked(sealed_iban=VAULT.seal(FRENCH)),
    "no IBAN": _marked(sealed_iban=None),
    "at SlimPay": _at_slimpay,
    "on a card": _marked(method_code=80),
    "by cheque": _marked(method_code=15),
}


@pytest.mark.parametrize("changed", _ACCOUNTS.values(), ids=_ACCOUNTS.keys())
def test_the_account_that_is_debited_is_the_one_that_was_looked_at(
    desk: OfficeGestures, batch: Batch, changed: Callable[[OfficeGestures, int], None]
) -> None:
    """*Même IBAN* is said of the file as it was on the screen (P-60)."""
    client_id = desk.client(pending=TWO, **ON_FILE)
    form = _sent(desk, batch, client_id, SAME)
    changed(desk, client_id)

    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN
    assert refusal(desk, replace(form, reason="Vu")) is Broken.DECISION_OVERTAKEN


def test_an_account_at_slimpay_is_its_mandate(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**(ON_FILE | {"method_code": 99}))
    form = _sent(desk, batch, client_id, SAME)
    _marked(rum="SLMP-2")(desk, client_id)
    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN
    assert record(desk, _sent(desk, batch, client_id, SAME)).amount == Money(20_30)


def test_an_account_that_is_sealed_anew_is_the_same(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)
    form = _sent(desk, batch, client_id, SAME)
    _marked(sealed_iban=VAULT.seal(POSTAL), rum="ADLP-2", signed_on=date(2024, 1, 2))(desk, client_id)
    assert record(desk, form).amount == Money(20_30)


@pytest.mark.parametrize("compared", ["", "45", "45  "])
def test_a_form_that_does_not_say_what_the_iban_was_set_against_is_refused(
    desk: OfficeGestures, batch: Batch, compared: str
) -> None:
    form = _sent(desk, batch, desk.client(**ON_FILE), SAME)
    assert isinstance(form, MailForm)
    assert refusal(desk, replace(form, compared=compared)) is Broken.DECISION_OVERTAKEN


@pytest.mark.parametrize("ticks", [BY_CARD, SAME, OTHER])
def test_the_amounts_that_are_debited_are_those_that_were_on_the_screen(
    desk: OfficeGestures, batch: Batch, ticks: Ticks
) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)
    form = _sent(desk, batch, client_id, ticks)
    assert isinstance(form, MailForm)
    for cents in (1, 0, 20_29):
        forged = replace(form, debits=(replace(form.debits[0], amount=Money(cents)), *form.debits[1:]))
        assert refusal(desk, forged) is Broken.DECISION_OVERTAKEN
        assert refusal(desk, replace(forged, reason="Vu")) is Broken.DECISION_OVERTAKEN
    desk.cheque(desk.batch(), client_id, 5_00, "0000009")  # a part of the oldest

    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN

    now = _sent(desk, batch, client_id, ticks)
    assert (now.decided, record(desk, now).amount) == (form.decided, Money(28_40))


def test_a_form_that_was_refused_is_refused_again_and_never_kept(desk: OfficeGestures, batch: Batch) -> None:
    """Its key is free: what is sent under it once the file is as it was is recorded."""
    client_id = desk.client()
    form = _sent(desk, batch, client_id, BY_CHEQUE)
    _DEAD(desk, client_id)
    assert [refusal(desk, form) for _ in range(2)] == [Broken.DECISION_OVERTAKEN] * 2
    _marked(deceased=False)(desk, client_id)
    assert record(desk, form).trace.decision == form.decided


def test_what_has_no_part_in_the_decision_may_change(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)
    desk.order(client_id, "C1", "Le Jardin")
    form = _sent(desk, batch, client_id, BY_CHEQUE)
    for changed in (_BLOCKED, _REVOKED, _not_renewable, _with_another_code, _marked(address="1 rue Haute")):
        changed(desk, client_id)
    assert record(desk, form).trace.decision == form.decided


# --- what was ticked of the IBAN that was typed


@pytest.mark.parametrize(
    ("claimed", "typed", "accepted", "is_true"),
    [
        (SAME, POSTAL, "", True),
        (SAME, FRENCH, "", False),
        (SAME, POSTAL, "30006", False),
        (OTHER, FRENCH, "", True),
        (OTHER, POSTAL, "", False),
        (OTHER, FRENCH, "30006", True),
        (OTHER, FRENCH, "20041", False),
        (REFUSED, FRENCH, "20041", True),
        (REFUSED, POSTAL, "30006", True),
        (REFUSED, FRENCH, "", False),
        (REFUSED, POSTAL, "", False),
        (NO_PAYMENT, FRENCH, "", False),
    ],
)
def test_an_iban_that_was_typed_is_what_is_said_of_it(
    desk: OfficeGestures, batch: Batch, claimed: Ticks, typed: str, accepted: str, *, is_true: bool
) -> None:
    """Set against the client's file and the banks of the partner's, whatever the screen has found."""
    client_id = desk.client(**ON_FILE)
    desk.database.write(lambda tx: tx.execute(partners.update().values(banks=accepted)))
    iban = other_iban(desk, client_id, typed)
    form = desk.mail_form(batch, client_id, claimed, assigned=iban)
    carried = form.change.iban if form.change else form.iban
    assert carried == iban.iban

    if is_true:
        assert record(desk, form).trace.decision == form.decided
        assert desk.checking.run() == ()
    else:
        assert refusal(desk, form) is Broken.DECISION_OVERTAKEN
        assert refusal(desk, replace(form, reason="Vu")) is Broken.DECISION_OVERTAKEN


def test_an_iban_that_was_put_on_file_meanwhile_is_no_other(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)
    form = _sent(desk, batch, client_id, OTHER)
    _marked(sealed_iban=VAULT.seal(FRENCH))(desk, client_id)

    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN

    now = desk.mail_form(batch, client_id, SAME, assigned=other_iban(desk, client_id))
    assert (now.change, len(now.debits)) == (None, 1)
    record(desk, now)
    assert desk.dossier(client_id).means.iban == "FR76 •••• 189"


def test_an_iban_that_is_no_longer_on_file_is_not_the_same(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)
    form = desk.mail_form(batch, client_id, SAME, assigned=other_iban(desk, client_id, POSTAL))
    _marked(sealed_iban=VAULT.seal(FRENCH))(desk, client_id)

    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN
