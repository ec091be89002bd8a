"""What waits on this workstation is read as it was put, whichever form it is, and from older files too."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.mail_facts import CardFacts, ChequeAmount, ChequeFacts, CouponFacts, IbanFacts, IbanMatch, Option
from backoffice.domain.means import MethodChange
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.domain.people import Actor, Role
from backoffice.domain.unread_files import UnreadWhy
from backoffice.gateways.outbox import Outbox
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import ChequeTicks, Ticks
from tests.examples import tried

WHO = Actor(7, "A. Morel", Role.OPERATOR, "PC-12")
KEY = UUID(int=7)
_KEPT = st.characters(codec="utf-8")
st.register_type_strategy(str, st.text(_KEPT, max_size=12))
st.register_type_strategy(date, st.dates())
_FORMS = st.from_type(MailForm) | st.from_type(ChequeForm)


@settings(
    max_examples=tried(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(_FORMS)
def test_what_waits_is_what_was_put(tmp_path: Path, form: ChequeForm | MailForm) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(WHO, form)
    (waiting,) = outbox.waiting()
    assert (waiting.person_id, waiting.workstation, waiting.form) == (7, "PC-12", form)
    outbox.done(form.key)
    assert list(outbox.waiting()) == []


def test_a_file_says_what_it_holds_and_no_class_of_ours(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    for form, word in (
        (ChequeForm(KEY, 1, 2, Money(20_30), None, "5508018", ()), "cheque"),
        (MailForm(KEY, 1, 2), "mail"),
    ):
        outbox.put(WHO, form)
        (file,) = tmp_path.glob("*.json")
        assert json.loads(file.read_text())["kind"] == word


# --- what an earlier version left

_ROW = {"invoice_id": 3, "operation": "settle", "amount": {"cents": 2030}, "rule": "P-21"}
_TRACE = {
    "paper": "scan",
    "slip": "cheque",
    "annotations": ["E"],
    "rules": ["P-45"],
    "facts": json.dumps(
        {
            "coupon.circular": "AP12",
            "coupon.amount": "1204,55",
            "coupon.option": 2,
            "coupon.deceased": True,
            "cheques.ccp": True,
            "cheques.cash_on": "2024-03-20",
            "coupons_for_cheque": True,
        }
    ),
    "departure": "Le client a rappelé.",
}
_CHEQUE = {
    "key": str(KEY),
    "batch_id": 1,
    "client_id": 2,
    "figures": {"cents": 2030},
    "words": None,
    "number": "5508018",
    "rows": [_ROW],
    "forced": True,
    "accepted_duplicate": False,
}


def _left(folder: Path, form: dict[str, Any], **kept: str) -> ChequeForm | MailForm:
    """The form that is read from a file of an earlier version."""
    (folder / f"{KEY}.json").write_text(json.dumps({"person_id": 7, "workstation": "PC-12", "form": form, **kept}))
    (waiting,) = Outbox(folder).waiting()
    assert (waiting.person_id, waiting.workstation) == (7, "PC-12")
    return waiting.form


@pytest.mark.parametrize("kept", [{}, {"kind": "ChequeForm"}, {"kind": "cheque"}])
@pytest.mark.parametrize("added", [{}, {"trace": {"paper": "discard"}, "actions": []}])
def test_a_plain_cheque_of_an_earlier_version(tmp_path: Path, kept: dict[str, str], added: dict[str, Any]) -> None:
    rows = (RowOperation(3, Operation.SETTLE, Money(20_30), "P-21"),)
    expected = ChequeForm(KEY, 1, 2, Money(20_30), None, "5508018", rows, forced=True)
    assert _left(tmp_path, {**_CHEQUE, **added}, **kept) == expected


def test_what_was_ticked_on_a_cheque_s_coupon_is_taken_over_and_its_paper_is_not(tmp_path: Path) -> None:
    """It bears no decision, so that the service refuses it and the operator sees what is decided now."""
    form = _left(tmp_path, {**_CHEQUE, "trace": _TRACE, "actions": [{"code": "2.7"}]}, kind="ChequeForm")
    assert form.ticks == Ticks(
        coupon=CouponFacts("AP12", Option.PUT_BACK_AND_PAY, Money(1_204_55), deceased=True),
        cheque=ChequeTicks(ccp=True, several_coupons=True, cash_on=date(2024, 3, 20)),
    )
    assert (form.reason, form.departure, form.decided) == ("Le client a rappelé.", None, "")


def test_a_debit_of_an_earlier_version(tmp_path: Path) -> None:
    facts = {"iban": "other", "holder": "DURAND Marie", "cheques.figures": "20,30"}
    sent = {
        "key": str(KEY),
        "batch_id": 1,
        "client_id": 2,
        "trace": {"paper": "archive", "facts": json.dumps(facts)},
        "actions": [],
        "change": {
            "code": 80,
            "card": {"alias": "AL-1", "brand": "CB", "last4": "0154", "expiry": {"year": 2027, "month": 5}},
            "iban": None,
            "rule": "P-50",
        },
        "debits": [{"invoice_id": 3, "operation": "rebill", "rule": "P-50"}],
        "renewals": [{"order": "C1", "beneficiary": True, "rule": "P-64"}],
    }
    assert _left(tmp_path, sent, kind="MailForm") == MailForm(
        KEY,
        1,
        2,
        Ticks(iban=IbanFacts(IbanMatch.OTHER, "DURAND Marie")),
        cheque=ChequeAmount(Money(20_30)),
        change=MethodChange(80, card=AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5)), rule="P-50"),
        debits=(RowOperation(3, DebitOperation.REBILL, Money(0), "P-50"),),
        renewals=(Renewal("C1", beneficiary=True, rule="P-64"),),
    )


def test_a_card_and_no_payment_of_an_earlier_version(tmp_path: Path) -> None:
    sent = {"key": str(KEY), "batch_id": 1, "client_id": 2, "actions": []}
    card = {"paper": "scan", "facts": json.dumps({"card": "AMEX", "no_payment": True})}
    form = _left(tmp_path, {**sent, "trace": card}, kind="MailForm")
    assert form.ticks == Ticks(card=CardFacts(Brand.AMEX), no_payment=True)


def test_mail_of_a_version_that_sent_no_mark_is_known_as_its(tmp_path: Path) -> None:
    """Recorded then, it is not known again by its content; a cheque's form is as it was."""
    outbox, mail = Outbox(tmp_path), MailForm(KEY, 1, 2, Ticks(iban=IbanFacts(IbanMatch.SAME)), compared="45 ab ")
    outbox.put(WHO, mail)
    (file,) = tmp_path.glob("*.json")
    assert [waiting.is_earlier for waiting in outbox.waiting()] == [False]
    written = json.loads(file.read_text())
    del written["form"]["compared"]
    file.write_text(json.dumps(written))
    (waiting,) = outbox.waiting()
    assert (waiting.form, waiting.is_earlier) == (replace(mail, compared=""), True)
    outbox.put(WHO, ChequeForm(KEY, 1, 2, Money(20_30), None, "5508018", ()))
    assert [waiting.is_earlier for waiting in outbox.waiting()] == [False]


def test_the_other_cheques_of_an_instalment_wait_with_the_first(tmp_path: Path) -> None:
    others = (ChequeFacts(Money(10_00), cash_on=date(2024, 4, 4), number="5508019"),)
    form = ChequeForm(KEY, 1, 2, Money(20_30), None, "5508018", (), Ticks(cheque=ChequeTicks(others=others)))
    outbox = Outbox(tmp_path)
    outbox.put(WHO, form)
    assert [waiting.form for waiting in outbox.waiting()] == [form]


# --- what a newer program left, and what nobody can read

_PLAIN = {"kind": "cheque", "person_id": 7, "workstation": "PC-12", "form": {**_CHEQUE, "ticks": {}}}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": "letter"}, UnreadWhy.NEWER),
        ({"format": 2}, UnreadWhy.NEWER),
        ({"person_id": "7"}, UnreadWhy.BROKEN),
        ({"workstation": None}, UnreadWhy.BROKEN),
        ({"form": {**_CHEQUE, "ticks": 1}}, UnreadWhy.BROKEN),
    ],
)
def test_a_file_that_is_not_read_is_told(tmp_path: Path, changed: dict[str, Any], why: UnreadWhy) -> None:
    file = tmp_path / f"{KEY}.json"
    file.write_text(json.dumps(_PLAIN))
    outbox = Outbox(tmp_path)
    assert [waiting.form.key for waiting in outbox.waiting()] == [KEY]
    file.write_text(json.dumps({**_PLAIN, **changed}))
    assert list(outbox.waiting()) == []
    assert [unread.why for unread in outbox.unread()] == [why]
    assert file.exists() is (why is UnreadWhy.NEWER)
