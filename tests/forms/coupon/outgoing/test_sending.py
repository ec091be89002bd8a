from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.domain.people import Actor
from backoffice.gateways.outbox import Outbox
from backoffice.keying.recorded_form import ChequeForm
from backoffice.services.keying.cheques import Cheques, WordsPolicy
from forms.coupon.outgoing.sending import CouponSending
from forms.kit.wording.sentences import sentence
from tests.coupons import DECEASED, away_to
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace
from tests.office import OfficeGestures

THRESHOLD = Money(150_00)


class UnreachableCheques(Cheques):
    """The real keying of cheques, over a database that is away for as long as it is told to be."""

    def __init__(self, office: OfficeGestures) -> None:
        super().__init__(office.office, WordsPolicy(THRESHOLD, lambda: False))
        self.fault: Unavailable | None = Unavailable(Fault.DATABASE_UNREACHABLE)
        self.answer_is_lost = False
        self.script: list[Exception] = []

    def record(self, who: Actor, form: ChequeForm) -> ReceiptRow:
        if self.script:
            raise self.script.pop(0)
        if self.answer_is_lost:
            self.answer_is_lost = False
            super().record(who, form)
        elif self.fault is None:
            return super().record(who, form)
        raise self.fault or Unavailable(Fault.DATABASE_UNREACHABLE)


@pytest.fixture
def away(office: OfficeGestures) -> UnreachableCheques:
    office.cheques = cheques = UnreachableCheques(office)
    return cheques


def hurry(place: CouponWorkplace) -> None:
    """Let the timer try again at once."""
    saving = place.screen.findChildren(CouponSending)[0]
    for timer in saving.findChildren(QTimer):
        timer.setInterval(10)


def test_out_of_reach_the_coupon_is_kept_and_recorded_later(
    open_window: Open, office: OfficeGestures, batch: Batch, away: UnreachableCheques, tmp_path: Path
) -> None:
    office.client()
    place = open_window(batch)
    hurry(place)

    place.key("20,30")
    place.save()
    assert place.is_ready
    assert place.strip.text() == (
        f"La base ne répond pas. La saisie de {REFERENCE} (20,30\u00a0€) est gardée sur ce poste et repart toute seule"
        "\u00a0: continuez."
    )
    assert "1 sur ce poste" in place.batch_strip.text()
    waiting = [one.form for one in Outbox(tmp_path / "outbox").waiting()]
    assert [form.number for form in waiting if isinstance(form, ChequeForm)] == [NUMBER]

    away.fault = None
    place.until(lambda: place.strip.text() == "La saisie gardée sur ce poste est enregistrée.")
    place.settle()
    assert len(place.receipts(batch)) == 1
    assert "sur ce poste" not in place.batch_strip.text()
    assert "1 chèque" in place.batch_strip.text()
    assert list(Outbox(tmp_path / "outbox").waiting()) == []


def test_the_next_coupons_are_kept_as_well_and_none_is_doubled(
    open_window: Open, office: OfficeGestures, batch: Batch, away: UnreachableCheques
) -> None:
    office.client()
    office.client(ClientRef("K", 200, "77"))
    away.answer_is_lost = True  # the first one is in the books, and nobody knows
    place = open_window(batch)

    place.key("20,30")
    place.save()
    place.key("10,00", "0000002", "K 200 77")
    place.save()
    assert "2 sur ce poste" in place.batch_strip.text()
    hurry(place)
    away.fault = None
    place.until(lambda: place.strip.text() == "Les 2 saisies gardées sur ce poste sont enregistrées.")

    assert [line.ref.letter for line in place.receipts(batch)] == ["J", "K"]


def test_a_coupon_refused_in_the_end_comes_back(
    open_window: Open, office: OfficeGestures, batch: Batch, away: UnreachableCheques
) -> None:
    client_id = office.client()
    place = open_window(batch)
    place.key("20,30")
    place.save()
    away.fault, fault = None, away.fault
    office.cheque(batch, client_id, 20_30, "0000009")  # from another workstation
    away.fault = fault

    hurry(place)
    away.fault = None
    place.until(lambda: "n'a pas de facture" in place.form.standing.text())

    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    assert "sur ce poste" not in place.batch_strip.text()


def test_what_a_crash_left_is_sent_again_and_told(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    form = office.form(batch, office.client(), 20_30)
    Outbox(tmp_path / "outbox").put(office.operator, form)

    place = open_window(batch)
    place.until(lambda: place.strip.text() == "La saisie gardée sur ce poste est enregistrée.")
    place.settle()

    assert len(place.receipts(batch)) == 1
    assert "1 chèque" in place.batch_strip.text()


def test_what_a_crash_left_is_not_doubled_when_it_was_recorded(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    form = office.form(batch, office.client(), 20_30)
    office.cheques.record(office.operator, form)
    Outbox(tmp_path / "outbox").put(office.operator, form)

    place = open_window(batch)
    place.until(lambda: bool(place.strip.text()))

    assert len(place.receipts(batch)) == 1


def test_what_a_crash_left_comes_back_when_it_is_refused(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    client_id = office.client(pending=(("AP11", batch.arrival_date, 50_00),))
    office.cheque(batch, client_id, 20_30)
    form = office.form(batch, client_id, 20_30)
    Outbox(tmp_path / "outbox").put(office.operator, form)

    place = open_window(batch)
    place.until(lambda: bool(place.cheque.question.text()))

    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    assert place.reference.field.text() == REFERENCE
    assert place.operations() == [("settle", 20_30, "P-21")]
    assert list(Outbox(tmp_path / "outbox").waiting()) == []


def test_mail_that_a_crash_left_is_sent_again_too(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    departure = away_to(Paper.REJECT, None, "B")
    form = office.mail_form(batch, office.client(), departure=departure, reason="à la main")
    Outbox(tmp_path / "outbox").put(office.operator, form)

    place = open_window(batch)
    place.until(lambda: place.strip.text() == "La saisie gardée sur ce poste est enregistrée.")
    place.settle()

    assert [letter.trace.annotations for letter in place.letters(batch)] == [("B",)]
    assert "1 courrier" in place.batch_strip.text()


def test_mail_that_a_crash_left_comes_back_with_its_ticks_when_it_is_refused(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    form = replace(office.mail_form(batch, office.client(), DECEASED), decided="{}")
    Outbox(tmp_path / "outbox").put(office.operator, form)

    place = open_window(batch)
    place.until(lambda: bool(place.cheque.notice.text()))

    assert place.cheque.notice.text() == sentence(RuleBroken(Broken.DECISION_OVERTAKEN))
    assert place.form.mail.text() == "décédé, sans règlement"
    assert place.cheque.transfer.hasFocus()
    place.save()
    assert [letter.trace.rules[0] for letter in place.letters(batch)] == ["P-41"]


def test_a_refused_coupon_of_another_batch_waits_for_it(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    other = office.batch()
    client_id = office.client(pending=(("AP11", batch.arrival_date, 50_00),))
    office.cheque(batch, client_id, 20_30)
    Outbox(tmp_path / "outbox").put(office.operator, office.form(other, client_id, 20_30))

    place = open_window(batch)
    place.until(lambda: "Reprenez son lot" in place.strip.text())
    assert place.is_ready
    place.screen.resume(other)
    place.screen.enter()

    assert place.cheque.amount.text() == "20,30"
    assert NUMBER in place.cheque.question.text()
    place.settle()
    assert "côté" not in place.strip.text(), "it is on the disk too, and is not found there a second time"


def test_before_any_batch_is_resumed_what_waits_is_sent_again(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    Outbox(tmp_path / "outbox").put(office.operator, office.form(batch, office.client(), 20_30))
    place = open_window(None)

    place.screen.look()
    place.until(lambda: place.strip.text() == "La saisie gardée sur ce poste est enregistrée.")

    assert len(place.receipts(batch)) == 1


def test_an_answer_from_a_round_that_broke_off_is_told_and_the_rest_is_sent_again(
    open_window: Open, office: OfficeGestures, batch: Batch, away: UnreachableCheques
) -> None:
    office.client()
    office.client(ClientRef("K", 200, "77"))
    place = open_window(batch)
    place.key("20,30")
    place.save()
    place.key("10,00", "0000002", "K 200 77")
    place.save()

    # The first is refused in a round in which the second finds the database away again.
    away.script = [RuleBroken(Broken.INVOICES_CHANGED), Unavailable(Fault.DATABASE_BUSY)]
    away.fault = None
    hurry(place)
    refused = sentence(RuleBroken(Broken.INVOICES_CHANGED))
    place.until(lambda: len(place.receipts(batch)) == 1 and place.rows.notice.text() == refused)

    assert [line.ref.letter for line in place.receipts(batch)] == ["K"]
    assert place.cheque.amount.text() == "20,30"


def test_where_the_workstation_can_keep_nothing_the_coupon_comes_back(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    office.client()
    place = open_window(batch)

    place.key("20,30")
    place.save()

    assert place.cheque.notice.text().startswith("On ne peut pas écrire dans le dossier")
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    assert place.receipts(batch) == ()
    (tmp_path / "outbox").unlink()
    place.save()
    assert len(place.receipts(batch)) == 1


def test_another_s_coupon_that_is_refused_waits_for_them_and_the_one_who_is_here_is_told(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    client_id = office.client()
    Outbox(tmp_path / "outbox").put(office.operator, office.form(batch, client_id, 20_30))
    office.cheque(batch, client_id, 20_30, "0000009")

    place = open_window(office.batch(), who=office.supervisor)
    place.until(lambda: "A. Morel la retrouve en reprenant son lot." in place.strip.text())
    assert place.strip.text().startswith(f"La saisie de {REFERENCE} (20,30\u00a0€) a été refusée.")
    assert place.is_ready
    assert place.screen.unsaved() == ""

    place = open_window(batch)
    place.settle()
    assert "Mis de côté avant cette session" in place.strip.text()
    place.press(Qt.Key.Key_F5)
    place.settle()
    assert (place.reference.field.text(), place.cheque.amount.text(), place.cheque.number.text()) == (
        REFERENCE,
        "20,30",
        NUMBER,
    )


def test_a_folder_that_cannot_be_read_is_told(open_window: Open, batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    place = open_window(batch)
    place.settle()
    assert place.strip.text() == sentence(Unavailable(Fault.FOLDER_UNREADABLE, folder=str(tmp_path / "outbox")))
