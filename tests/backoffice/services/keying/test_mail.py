"""Mail without a cheque: once, where it belongs, undone as long as its batch is not closed (P-41, P-66, P-81)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, PaperTrace, SlipKind
from backoffice.domain.people import Role
from backoffice.keying.recorded_form import MailForm
from backoffice.keying.ticks import NOTHING, Ticks
from backoffice.procedure.rules import EDITION
from backoffice.storage.database import Database
from backoffice.storage.schema import audit_events, mail
from tests.coupons import DECEASED, NO_PAYMENT, away_to
from tests.office import DURAND, OfficeGestures

ELSEWHERE = away_to(Paper.SCAN, SlipKind.IBAN, "IBAN inv FP", "Réab Imp")
WHY = "Le client a rappelé."
STOP = FileAction(ActionCode.STOP_PROMOTION, "1 - Non prospectable", rule="P-41")
REMINDERS = FileAction(ActionCode.STOP_REMINDERS, rule="P-41")
COMMENT = FileAction(ActionCode.COMMENT, "Autre motif", "CLT DCD", "P-41")
CLOSING = FileAction(ActionCode.CLOSE_LETTER, "XXXX", rule="P-41")
DONE = (STOP, REMINDERS, COMMENT, CLOSING)


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def form(desk: OfficeGestures) -> MailForm:
    return desk.mail_form(desk.batch(), desk.client(), DECEASED, departure=ELSEWHERE, reason=WHY)


def _code(desk: OfficeGestures, form: MailForm) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        desk.mail.record(desk.operator, form)
    return refusal.value.code


def _rows(desk: OfficeGestures) -> int:
    return desk.database.read(lambda tx: tx.execute(select(func.count()).select_from(mail)).scalar_one())


def test_what_is_recorded_is_what_was_sent(desk: OfficeGestures, form: MailForm) -> None:
    row = desk.mail.record(desk.operator, form)
    assert row.trace == PaperTrace(
        paper=Paper.SCAN,
        slip=SlipKind.IBAN,
        annotations=("IBAN inv FP", "Réab Imp"),
        rules=("P-41", "P-10"),
        facts='{"coupon":{"deceased":true},"no_payment":true}',
        departure=WHY,
        decision=form.decided,
        edition=EDITION,
    )
    assert (row.amount, row.ref, row.operator) == (None, DURAND, "A. Morel")
    assert (row.cancelled, row.slip_number, row.client_id, row.batch_id) == (False, "", form.client_id, form.batch_id)
    dossier = desk.dossier(form.client_id)
    assert tuple(action.action for action in reversed(dossier.actions)) == DONE
    assert desk.checking.run() == ()


def test_the_second_answer_is_the_first(desk: OfficeGestures, form: MailForm) -> None:
    first = desk.mail.record(desk.operator, form)
    assert desk.mail.record(desk.operator, form) == first
    assert len(desk.dossier(form.client_id).actions) == len(DONE)


def test_a_repeat_gets_its_answer_even_after_the_batch_is_closed(desk: OfficeGestures, form: MailForm) -> None:
    first = desk.mail.record(desk.operator, form)
    desk.batches.preclose(desk.operator, uuid4(), form.batch_id)
    assert desk.mail.record(desk.operator, form) == first


def test_a_key_serves_for_one_form_only(desk: OfficeGestures, form: MailForm) -> None:
    desk.mail.record(desk.operator, form)
    assert _code(desk, replace(form, ticks=NO_PAYMENT)) is Broken.GESTURE_REUSED
    assert _code(desk, replace(form, decided="")) is Broken.GESTURE_REUSED
    assert _code(desk, replace(form, departure=away_to(Paper.SRC))) is Broken.GESTURE_REUSED
    assert _code(desk, replace(form, reason="Autre chose")) is Broken.GESTURE_REUSED


def test_fifty_threads_with_one_form_make_one_piece_of_mail(desk: OfficeGestures, form: MailForm) -> None:
    start = Barrier(50)

    def press(_: int) -> MailRow:
        start.wait()
        return desk.mail.record(desk.operator, form)

    with ThreadPoolExecutor(50) as threads:
        assert len(set(threads.map(press, range(50)))) == 1
    assert _rows(desk) == 1
    assert desk.checking.run() == ()


def test_two_workstations_stop_promotions_once(desk: OfficeGestures) -> None:
    batches, client = (desk.batch(), desk.batch(who=desk.supervisor)), desk.client()
    forms, start = [desk.mail_form(batch, client, DECEASED) for batch in batches], Barrier(2)

    def press(place: int) -> MailRow:
        start.wait()
        who = (desk.operator, desk.supervisor)[place]
        return desk.mail.record(who, forms[place])

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(press, range(2)))
    codes = sorted(row.action.code for row in desk.dossier(client).actions)
    assert codes == sorted([action.code for action in DONE] + [COMMENT.code, CLOSING.code])


def test_a_stop_that_two_rules_ask_for_is_made_once(desk: OfficeGestures) -> None:
    """P-40 and P-43."""
    client, coupon = desk.client(), CouponFacts(deceased=True, protected_adult=True)
    desk.cheques.record(desk.operator, desk.form(desk.batch(), client, 20_30, ticks=Ticks(coupon=coupon)))
    codes = [row.action.code for row in reversed(desk.dossier(client).actions)]
    assert sorted(codes) == sorted([ActionCode.STOP_PROMOTION, ActionCode.STOP_REMINDERS, ActionCode.COMMENT])


def test_a_blocked_client_s_card_goes_to_reject(desk: OfficeGestures) -> None:
    """P-66: nothing is keyed, and the paper leaves a trace all the same."""
    row = desk.letter(desk.batch(), desk.client(blocked=True), ticks=Ticks(card=CardFacts()))
    assert (row.trace.paper, row.trace.annotations) == (Paper.REJECT, ("B",))


def test_what_is_set_aside_against_the_decision_does_nothing_to_the_file(desk: OfficeGestures) -> None:
    client = desk.client()
    row = desk.letter(desk.batch(), client, Paper.SET_ASIDE, DECEASED)
    assert (row.trace.paper, desk.dossier(client).actions) == (Paper.SET_ASIDE, ())


def test_what_is_refused(desk: OfficeGestures, form: MailForm) -> None:
    other = desk.person("s.benali", "S. Benali", Role.OPERATOR)
    trainer = desk.person("t.nguyen", "T. Nguyen", Role.TRAINER)
    for who, code in ((other, Broken.BATCH_OF_ANOTHER), (trainer, Broken.ROLE_MAY_NOT)):
        with pytest.raises(RuleBroken) as refusal:
            desk.mail.record(who, form)
        assert refusal.value.code is code
    assert _code(desk, replace(form, client_id=10**6)) is Broken.CLIENT_UNKNOWN
    assert _code(desk, replace(form, batch_id=10**6)) is Broken.BATCH_UNKNOWN
    direct = desk.batch(BatchKind.DIRECT)
    assert _code(desk, replace(form, batch_id=direct.id)) is Broken.CLIENT_IS_PARTNER
    desk.batches.preclose(desk.operator, uuid4(), form.batch_id)
    assert _code(desk, form) is Broken.BATCH_NOT_OPEN
    desk.batches.close(desk.operator, uuid4(), form.batch_id)
    assert _code(desk, form) is Broken.BATCH_CLOSED
    assert _rows(desk) == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": "x" * 2_001}, Broken.TEXT_UNUSABLE),
        ({"reason": "\ud800"}, Broken.TEXT_UNUSABLE),
        ({"departure": replace(ELSEWHERE, annotations=("E", "\x00"))}, Broken.TEXT_UNUSABLE),
        ({"departure": replace(ELSEWHERE, annotations=("x" * 2_001,))}, Broken.TEXT_UNUSABLE),
        ({"ticks": replace(DECEASED, coupon=replace(DECEASED.coupon, circular="x" * 201))}, Broken.TEXT_UNUSABLE),
        ({"ticks": replace(DECEASED, coupon=replace(DECEASED.coupon, circular="\x00"))}, Broken.TEXT_UNUSABLE),
        ({"ticks": Ticks(card=CardFacts(holder="x" * 201))}, Broken.TEXT_UNUSABLE),
        ({"ticks": Ticks(iban=IbanFacts(IbanMatch.SAME, "\x00"))}, Broken.TEXT_UNUSABLE),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(
    desk: OfficeGestures, form: MailForm, change: dict[str, object], code: Broken
) -> None:
    assert _code(desk, replace(form, **change)) is code  # type: ignore[arg-type]
    assert _rows(desk) == 0


def test_a_reason_may_have_lines_and_french_spaces(desk: OfficeGestures, form: MailForm) -> None:
    text = "Appel\u00a0: rappeler\r\n\tle 4/3 😀"
    assert desk.mail.record(desk.operator, replace(form, reason=text)).trace.departure == text


def test_a_cancelled_piece_of_mail_goes_nowhere_and_its_actions_are_lifted(
    desk: OfficeGestures, form: MailForm
) -> None:
    row, key = desk.mail.record(desk.operator, form), uuid4()
    cancelled = desk.mail.cancel(desk.operator, key, row.id)
    assert cancelled == replace(row, cancelled=True)
    assert desk.mail.cancel(desk.operator, key, row.id) == cancelled
    assert [(action.lifted, action.lift_reason) for action in desk.dossier(form.client_id).actions] == [(True, "")] * 4
    assert desk.mail.of_batch(desk.operator, form.batch_id) == (cancelled,)
    assert desk.batches.row(desk.operator, form.batch_id).mail == 0
    assert desk.checking.run() == ()


def test_what_cannot_be_cancelled(desk: OfficeGestures, form: MailForm) -> None:
    def code(mail_id: int) -> Broken:
        with pytest.raises(RuleBroken) as refusal:
            desk.mail.cancel(desk.operator, uuid4(), mail_id)
        return refusal.value.code

    row = desk.mail.record(desk.operator, form)
    batch = desk.batches.by_number(desk.operator, row.batch_number)
    desk.cheque(batch, form.client_id, 20_30)
    _, with_cheque = desk.mail.of_batch(desk.operator, batch.id)
    assert code(with_cheque.id) is Broken.MAIL_HAS_RECEIPT
    desk.mail.cancel(desk.operator, uuid4(), row.id)
    assert code(row.id) is Broken.MAIL_CANCELLED
    reversal_id = with_cheque.id + 1
    assert code(reversal_id) is Broken.MAIL_UNKNOWN
    other = desk.batch(who=desk.supervisor)
    theirs = desk.letter(other, form.client_id, who=desk.supervisor)
    assert code(theirs.id) is Broken.BATCH_OF_ANOTHER
    ours = desk.letter(batch, form.client_id)
    desk.close(batch, 20_30)
    assert code(ours.id) is Broken.BATCH_CLOSED


def test_mail_is_cancelled_in_a_preclosed_batch(desk: OfficeGestures, form: MailForm) -> None:
    row = desk.mail.record(desk.operator, form)
    desk.batches.preclose(desk.operator, uuid4(), form.batch_id)
    assert desk.mail.cancel(desk.operator, uuid4(), row.id).cancelled


def test_two_threads_cancel_once(desk: OfficeGestures, form: MailForm) -> None:
    row, start = desk.mail.record(desk.operator, form), Barrier(2)

    def press(_: int) -> Broken | None:
        start.wait()
        try:
            desk.mail.cancel(desk.operator, uuid4(), row.id)
        except RuleBroken as refusal:
            return refusal.code
        return None

    with ThreadPoolExecutor(2) as threads:
        assert set(threads.map(press, range(2))) == {None, Broken.MAIL_CANCELLED}


def test_the_mail_of_a_batch_is_listed_with_its_cheques(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = desk.cheque(batch, client, 22_45)
    letters = [desk.letter(batch, desk.client(ClientRef("J", 121, f"{place}")), Paper.SRC) for place in range(6)]
    listed = desk.mail.of_batch(desk.operator, batch.id)
    assert [row.amount for row in listed] == [receipt.amount, *[None] * 6]
    assert listed[1:] == tuple(letters)
    assert desk.mail.last_of_batch(desk.supervisor, batch.id) == tuple(reversed(letters))[:5]
    row = desk.batches.row(desk.operator, batch.id)
    assert (row.cheques, row.mail) == (1, 6)
    assert desk.batches.listing(desk.operator) == (row,)
    other = desk.person("s.benali", "S. Benali", Role.OPERATOR)
    for read in (desk.mail.of_batch, desk.mail.last_of_batch):
        with pytest.raises(RuleBroken) as refusal:
            read(other, batch.id)
        assert refusal.value.code is Broken.BATCH_OF_ANOTHER


def test_a_batch_of_letters_alone_closes_without_tape_and_slip(desk: OfficeGestures) -> None:
    batch = desk.batch()
    desk.letter(batch, desk.client())
    desk.close(batch)
    assert desk.checking.run() == ()


def test_the_trail_tells_of_mail_and_not_of_comments(desk: OfficeGestures, form: MailForm) -> None:
    desk.mail.record(desk.operator, form)
    told = desk.database.read(
        lambda tx: tx.scalars(select(audit_events.c.facts).where(audit_events.c.kind == "mail recorded")).one()
    )
    for fact in ('"paper":"scan"', '"rules":"P-41 P-10"', f'"departure":"{WHY}"', f'"edition":"{EDITION}"'):
        assert fact in told
    assert f'"actions":"{" ".join(action.code for action in DONE)}"' in told
    assert COMMENT.text not in told


def test_a_plain_cheque_leaves_its_coupon_s_trace(desk: OfficeGestures) -> None:
    batch = desk.batch()
    form = desk.form(batch, desk.client(), 20_30, ticks=NOTHING)
    desk.cheques.record(desk.operator, form)
    (row,) = desk.mail.of_batch(desk.operator, batch.id)
    rules = ("P-21", "P-13", "P-10")
    assert row.trace == PaperTrace(Paper.DISCARD, rules=rules, decision=form.decided, edition=EDITION)
    assert row.amount == Money(20_30)
