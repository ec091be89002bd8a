"""What was typed freely holds no card number and no IBAN, and never reaches the disk with one (promise 5)."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.iban import masked
from backoffice.domain.mail import ActionCode, ActionForm, FileAction
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.means import MethodChange, MethodForm, SealedIban
from backoffice.domain.method import Brand
from backoffice.domain.paper import Paper
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.brought_back import entry_of
from backoffice.keying.ticks import Ticks
from backoffice.services.keying.asides import Asides
from backoffice.services.keying.recording import Recording
from backoffice.services.office.people import People
from backoffice.storage.database import Database
from tests.cards import AMEX, VISA
from tests.coupons import away_to
from tests.ibans import FRENCH
from tests.office import VAULT, OfficeGestures

CARD, GROUPED = f"carte {VISA}", "4970 1000 0000 0154"
IBAN = "FR76 3000 6000 0112 3456 7890 189"
SEALED = VAULT.seal(FRENCH).hex()


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _comment(text: str) -> FileAction:
    return FileAction(ActionCode.COMMENT, "Autre motif", text)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": CARD}, Broken.TEXT_HOLDS_CARD),
        ({"reason": f"rappeler, {IBAN}"}, Broken.TEXT_HOLDS_IBAN),
        ({"departure": away_to(Paper.SCAN, None, "E", GROUPED)}, Broken.TEXT_HOLDS_CARD),
        ({"ticks": Ticks(card=CardFacts(holder=f"DURAND {AMEX}"))}, Broken.TEXT_HOLDS_CARD),
        ({"ticks": Ticks(iban=IbanFacts(IbanMatch.SAME, FRENCH))}, Broken.TEXT_HOLDS_IBAN),
        ({"ticks": Ticks(coupon=CouponFacts(GROUPED))}, Broken.TEXT_HOLDS_CARD),
        ({"ticks": Ticks(coupon=CouponFacts(struck_titles=(FRENCH,)))}, Broken.TEXT_HOLDS_IBAN),
    ],
)
def test_a_form_that_holds_one_is_refused_before_it_is_in_a_file(
    desk: OfficeGestures, tmp_path: Path, change: dict[str, Any], code: Broken
) -> None:
    folder = tmp_path / "outbox"
    people = People(desk.office, PasswordHasher())
    recording = Recording(desk.cheques, desk.mail, people, Outbox(folder), AsideFolder(tmp_path / "aside"))
    form = replace(desk.mail_form(desk.batch(), desk.client()), **change)

    with pytest.raises(RuleBroken) as kept_out:
        recording.record_mail(desk.operator, form)
    with pytest.raises(RuleBroken) as refused:
        desk.mail.record(desk.operator, form)

    assert kept_out.value.code is refused.value.code is code
    assert kept_out.value.facts == refused.value.facts == {}
    assert not folder.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (MethodChange(80, AliasedCard(VISA, Brand.CB, "0154", CardExpiry(2027, 5))), Broken.TEXT_HOLDS_CARD),
        (MethodChange(80, AliasedCard(FRENCH, Brand.CB, "0154", CardExpiry(2027, 5))), Broken.TEXT_HOLDS_IBAN),
        (MethodChange(45, iban=SealedIban(FRENCH, masked(FRENCH))), Broken.IBAN_SEALED_BEFORE),
        (MethodChange(45, iban=SealedIban(FRENCH.encode().hex(), masked(FRENCH))), Broken.IBAN_SEALED_BEFORE),
        (MethodChange(45, iban=SealedIban("", masked(FRENCH))), Broken.IBAN_SEALED_BEFORE),
        (MethodChange(45, iban=SealedIban(SEALED, FRENCH)), Broken.TEXT_HOLDS_IBAN),
        (MethodChange(80, rule=VISA), Broken.TEXT_HOLDS_CARD),
    ],
)
def test_an_alias_or_a_seal_that_is_none_is_in_no_file(
    desk: OfficeGestures, tmp_path: Path, change: MethodChange, code: Broken
) -> None:
    outbox, aside = tmp_path / "outbox", tmp_path / "aside"
    people = People(desk.office, PasswordHasher())
    recording = Recording(desk.cheques, desk.mail, people, Outbox(outbox), AsideFolder(aside))
    form = replace(desk.mail_form(desk.batch(), desk.client()), change=change)
    for each in (form, replace(form, change=None, iban=change.iban)) if change.iban else (form,):
        with pytest.raises(RuleBroken) as refused:
            recording.record_mail(desk.operator, each)
        assert (refused.value.code, refused.value.facts) == (code, {})
    assert not outbox.exists()
    assert not aside.exists()


@pytest.mark.parametrize(
    "assigned",
    [
        Assigned(card=AliasedCard(VISA, Brand.CB, "0154", CardExpiry(2027, 5))),
        Assigned(iban=SealedIban(FRENCH, masked(FRENCH))),
        Assigned(iban=SealedIban(SEALED, FRENCH)),
    ],
)
def test_nor_is_one_that_is_put_aside(desk: OfficeGestures, tmp_path: Path, assigned: Assigned) -> None:
    folder = AsideFolder(tmp_path / "aside")
    entry = entry_of(desk.mail_form(desk.batch(), desk.client()), None)
    Asides(folder, desk.clients, desk.batches, desk.office).keep(desk.operator, replace(entry, assigned=assigned))
    (kept,) = folder.all()
    assert (kept.assigned, kept.wiped) == (NOTHING_ASSIGNED, True)


def test_what_was_really_assigned_is_put_aside(desk: OfficeGestures, tmp_path: Path) -> None:
    folder = AsideFolder(tmp_path / "aside")
    entry = entry_of(desk.mail_form(desk.batch(), desk.client()), None)
    assigned = Assigned(iban=SealedIban(SEALED, masked(FRENCH)))
    Asides(folder, desk.clients, desk.batches, desk.office).keep(desk.operator, replace(entry, assigned=assigned))
    (kept,) = folder.all()
    assert (kept.assigned, kept.wiped) == (assigned, False)


@pytest.mark.parametrize("rule", [VISA, FRENCH, "P-99", "p-41", "x"])
def test_a_rule_is_one_of_the_procedure(desk: OfficeGestures, rule: str) -> None:
    client = desk.client()
    with pytest.raises(RuleBroken) as refused:
        desk.actions.record(desk.operator, ActionForm(uuid4(), client, (replace(_comment("vu"), rule=rule),)))
    assert (refused.value.code, refused.value.facts) == (Broken.RULE_UNKNOWN, {})
    with pytest.raises(RuleBroken) as refused:
        desk.methods.change(desk.operator, MethodForm(uuid4(), client, MethodChange(99, rule=rule)))
    assert (refused.value.code, refused.value.facts) == (Broken.RULE_UNKNOWN, {})
    assert desk.methods.history(desk.operator, client) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (MethodChange(80, AliasedCard(VISA, Brand.CB, "0154", CardExpiry(2027, 5))), Broken.TEXT_HOLDS_CARD),
        (MethodChange(45, iban=SealedIban(FRENCH, masked(FRENCH))), Broken.IBAN_SEALED_BEFORE),
    ],
)
def test_a_method_changes_to_no_clear_number(desk: OfficeGestures, change: MethodChange, code: Broken) -> None:
    client = desk.client()
    with pytest.raises(RuleBroken) as refused:
        desk.methods.change(desk.operator, MethodForm(uuid4(), client, change))
    assert (refused.value.code, refused.value.facts) == (code, {})
    assert desk.methods.history(desk.operator, client) == ()


def test_an_action_typed_alone_holds_none_either(desk: OfficeGestures) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.actions.record(desk.operator, ActionForm(uuid4(), desk.client(), (_comment(CARD),)))

    assert refused.value.code is Broken.TEXT_HOLDS_CARD


@pytest.mark.parametrize(
    "text", ["J 121 52134466", "0612345678 le 04/03/2024", "chèques 5508018 et 5508019", VISA[:-1]]
)
def test_other_figures_are_kept(desk: OfficeGestures, text: str) -> None:
    (row,) = desk.actions.record(desk.operator, ActionForm(uuid4(), desk.client(), (_comment(text),)))

    assert row.action.text == text
