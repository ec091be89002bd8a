"""What was typed freely holds no card number and no IBAN, and never reaches the disk with one (promise 5)."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode, ActionForm, FileAction
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.paper import Paper
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.keying.ticks import Ticks
from backoffice.services.people import People
from backoffice.services.recording import Recording
from backoffice.storage.database import Database
from tests.cards import AMEX, VISA
from tests.coupons import away_to
from tests.ibans import FRENCH
from tests.office import Desk

CARD, GROUPED = f"carte {VISA}", "4970 1000 0000 0154"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


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
    desk: Desk, tmp_path: Path, change: dict[str, Any], code: Broken
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


def test_an_action_typed_alone_holds_none_either(desk: Desk) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.actions.record(desk.operator, ActionForm(uuid4(), desk.client(), (_comment(CARD),)))

    assert refused.value.code is Broken.TEXT_HOLDS_CARD


@pytest.mark.parametrize(
    "text", ["J 121 52134466", "0612345678 le 04/03/2024", "chèques 5508018 et 5508019", VISA[:-1]]
)
def test_other_figures_are_kept(desk: Desk, text: str) -> None:
    (row,) = desk.actions.record(desk.operator, ActionForm(uuid4(), desk.client(), (_comment(text),)))

    assert row.action.text == text
