"""A client's file that another workstation changes under a coupon on a card or an IBAN: asked again, never assumed."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import update

from backoffice.domain.batch import Batch
from backoffice.storage import schema
from forms.actions.method_fields import MethodFields
from forms.coupon.cheque.asked_line import AskedLine
from forms.coupon.mail.panel import MailPanel
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.debits import F2, F3, F5, ON_FILE, dossier, key_card, key_iban, recorded, tick
from tests.forms.coupon.workplace import CouponWorkplace, SlowClients
from tests.ibans import FRENCH, POSTAL
from tests.office import VAULT, OfficeGestures, Value

_BEFORE, _NOW = "FR76 •••• 189", "FR14 •••• 606"
_QUESTION = "Est-ce toujours le compte du coupon\u00a0?"


@pytest.fixture
def asked(place: CouponWorkplace) -> AskedLine:
    return place.cheque.asked


def _change(office: OfficeGestures, **columns: Value) -> None:
    """The client's file, as an import or another operator does."""
    row = update(schema.clients).values(columns or {"sealed_iban": VAULT.seal(POSTAL)})
    office.database.write(lambda tx: tx.execute(row))


def _overtaken(place: CouponWorkplace, office: OfficeGestures) -> None:
    """*Même IBAN* of a file whose IBAN is another one by the time it is recorded."""
    office.client(**ON_FILE)
    tick(place, "i")
    _change(office)
    place.save()
    place.settle()


def test_another_iban_on_file_is_told_and_asked_about(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    _overtaken(place, office)

    assert place.mail(batch) == ()
    assert _QUESTION in asked.text()
    assert _NOW in asked.text()
    assert f"MDR 15, IBAN {_NOW} au lieu de MDR 15, IBAN {_BEFORE}" in place.cheque.notice.text()
    assert asked.hasFocus()
    assert place.is_in_view(asked)
    place.enter(3)
    place.settle()
    assert place.mail(batch) == (), "Enter is neither yes nor no"


def test_where_it_is_the_coupon_s_all_the_same_it_is_debited(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    _overtaken(place, office)
    place.write("o")
    assert asked.text() == ""
    place.save()
    recorded(place, batch)
    assert [debit.amount.cents for debit in dossier(office).debits] == [20_30]


def test_where_it_is_not_the_coupon_s_is_typed(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, mail: MailPanel, fields: MethodFields
) -> None:
    _overtaken(place, office)
    place.write("n")
    assert mail.text() == "autre IBAN"
    assert fields.isVisible()
    place.write(FRENCH)
    place.enter()
    place.settle()
    place.save()
    recorded(place, batch)
    assert dossier(office).means.iban == _BEFORE


def test_an_iban_that_was_typed_is_typed_again(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    """It was the file's; what the file has now the operator says, or types."""
    office.client(**ON_FILE)
    key_iban(place, FRENCH)
    _change(office)
    place.save()
    place.settle()
    assert place.mail(batch) == ()
    assert _QUESTION in asked.text()
    place.write("o")
    assert not place.form.entry().assigned.iban
    place.save()
    recorded(place, batch)


def test_another_method_of_payment_is_asked_about(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    office.client(**ON_FILE)
    tick(place, "i")
    _change(office, method_code=99, rum="SLMP-2")
    place.save()
    place.settle()
    assert place.mail(batch) == ()
    assert "MDR 99, RUM SLMP-2" in asked.text()


def test_ticked_anew_it_is_compared_anew(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    _overtaken(place, office)
    place.press(F3)
    place.write("iiii")
    assert asked.text() == ""
    place.save()
    recorded(place, batch)


def test_a_coupon_put_aside_asks_again_where_the_file_has_changed(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    """Nobody has compared its IBAN with what is on file now."""
    office.client(**ON_FILE)
    first = open_window(batch)
    tick(first, "i")
    first.press(F2)
    first.settle()
    _change(office)

    place = open_window(batch)
    place.settle()
    place.press(F5)
    place.settle()
    assert _QUESTION in place.cheque.asked.text()
    place.enter(2)
    place.settle()
    assert place.mail(batch) == ()
    place.write("o")
    place.save()
    recorded(place, batch)


def test_in_the_same_session_it_is_refused_and_asks_then(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    office.client(**ON_FILE)
    tick(place, "i")
    place.press(F2)
    place.settle()
    _change(office)
    place.press(F5)
    place.settle()
    place.save()
    place.settle()
    assert place.mail(batch) == ()
    assert _QUESTION in asked.text()


def test_one_that_an_earlier_version_put_aside_asks_too(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    """It did not keep what the IBAN was compared with."""
    office.client(**ON_FILE)
    first = open_window(batch)
    tick(first, "i")
    first.press(F2)
    first.settle()
    (file,) = (tmp_path / "aside").glob("*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept.pop("compared")
    file.write_text(json.dumps(kept), encoding="utf-8")

    place = open_window(batch)
    place.settle()
    place.press(F5)
    place.settle()
    assert _QUESTION in place.cheque.asked.text()


def test_a_coupon_put_aside_asks_nothing_where_the_file_is_the_same(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client(**ON_FILE)
    first = open_window(batch)
    tick(first, "i")
    first.press(F2)
    first.settle()
    _change(office, address="1 rue Haute", sealed_iban=VAULT.seal(FRENCH))

    place = open_window(batch)
    place.settle()
    place.press(F5)
    place.settle()
    assert place.cheque.asked.text() == ""
    place.save()
    recorded(place, batch)


def test_what_is_ticked_ahead_of_the_file_is_compared_with_it(
    slow_clients: SlowClients, open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    place = open_window(batch)
    office.client(**ON_FILE)
    place.scan("J 121 52134466")
    place.press(F3)
    place.write("i")
    place.enter()
    slow_clients.answer.set()
    place.settle()
    assert place.cheque.asked.text() == ""
    place.save()
    recorded(place, batch)


def test_a_card_is_debited_of_what_is_left_by_then(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    client_id = office.client()
    key_card(place, fields)
    office.cheque(office.batch(), client_id, 5_00)
    place.save()
    place.settle()

    assert place.mail(batch) == ()
    assert "F1, reste 15,30\u00a0€ au lieu de 20,30\u00a0€" in place.cheque.notice.text()
    assert [line.amount.cents for line in place.rows.lines] == [15_30]
    place.press(Qt.Key.Key_F6)
    place.settle()
    assert [debit.amount.cents for debit in dossier(office).debits] == [15_30]
    recorded(place, batch)
