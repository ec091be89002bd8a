"""Mail without a cheque goes through the same outbox; a bug in one form does not keep those behind it waiting."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.keying.brought_back import aside_of_sent
from backoffice.keying.entry import InWords
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.services.keying.asides import Asides
from backoffice.services.keying.cheques import Cheques
from backoffice.services.keying.recording import Recording
from backoffice.services.office.people import People
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


@pytest.fixture
def cheque(desk: OfficeGestures, batch: Batch) -> ChequeForm:
    return desk.form(batch, desk.client(), 20_30)


@pytest.fixture
def letter(desk: OfficeGestures, batch: Batch, cheque: ChequeForm) -> MailForm:
    return desk.mail_form(batch, cheque.client_id)


@pytest.fixture
def dead(desk: OfficeGestures) -> Iterator[list[bool]]:
    """A line to the database that is dead while the list holds True."""
    dead = [False]

    def refuse(*_: object) -> None:
        if dead[0]:
            raise OperationalError("SELECT", {}, _NoSpace())

    event.listen(desk.database.writing_engine, "begin", refuse)
    yield dead
    dead[0] = False


class _NoSpace(Exception):
    sqlite_errorcode = 13


class _Troubled(Cheques):
    """The real keying of cheques, but for forms at which it ends in a bug, a law, the program, or the line."""

    def __init__(self, desk: OfficeGestures, dead: list[bool]) -> None:
        self._real = desk.cheques
        self._dead = dead
        self.bug: ChequeForm | None = None
        self.last: ChequeForm | None = None
        self.killed: ChequeForm | None = None
        self.unfit: ChequeForm | None = None

    def record(self, who: Actor, form: ChequeForm) -> ReceiptRow:
        if form == self.bug:
            raise ZeroDivisionError
        if form == self.unfit:
            raise DatabaseRefusedError("23514", "ck_receipts_amount")
        if form == self.killed:
            raise SystemExit
        if form == self.last:
            self._dead[0] = True
        return self._real.record(who, form)


@pytest.fixture
def cheques(desk: OfficeGestures, dead: list[bool]) -> _Troubled:
    return _Troubled(desk, dead)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def aside(tmp_path: Path) -> AsideFolder:
    return AsideFolder(tmp_path / "aside")


@pytest.fixture
def recording(desk: OfficeGestures, cheques: _Troubled, outbox: Outbox, aside: AsideFolder) -> Recording:
    return Recording(cheques, desk.mail, People(desk.office, PasswordHasher()), outbox, aside)


def test_mail_is_recorded_and_nothing_waits(desk: OfficeGestures, recording: Recording, letter: MailForm) -> None:
    row = recording.record_mail(desk.operator, letter)
    assert row == recording.record_mail(desk.operator, letter)
    assert recording.waiting() == 0
    desk.batches.preclose(desk.operator, uuid4(), letter.batch_id)
    with pytest.raises(RuleBroken):
        recording.record_mail(desk.operator, replace(letter, key=uuid4()))
    assert recording.waiting() == 0


def test_a_disk_without_a_form_is_empty_and_one_with_what_nobody_can_read_is_not(
    recording: Recording, tmp_path: Path, desk: OfficeGestures, outbox: Outbox, letter: MailForm
) -> None:
    assert recording.is_empty()
    outbox.put(desk.operator, letter)
    assert not recording.is_empty()
    recording.resend()
    assert recording.is_empty()
    (tmp_path / "outbox" / f"{uuid4()}.json").write_text("{", encoding="utf-8")
    assert not recording.is_empty()


def test_cheques_and_mail_that_wait_are_sent_in_order(
    desk: OfficeGestures, recording: Recording, dead: list[bool], letter: MailForm, cheque: ChequeForm
) -> None:
    dead[0] = True
    with pytest.raises(Unavailable):
        recording.record_mail(desk.operator, letter)
    with pytest.raises(Unavailable):
        recording.record(desk.operator, cheque)
    dead[0] = False
    first, second = recording.resend()
    assert (first.form, first.receipt, first.refusal) == (letter, None, None)
    assert first.mail is not None
    assert first.mail.trace.decision == letter.decided
    assert (second.form, second.mail, second.refusal) == (cheque, None, None)
    assert second.receipt is not None
    assert recording.resend() == ()


def test_mail_that_is_refused_in_the_end_is_put_aside_and_waits_no_more(
    desk: OfficeGestures, recording: Recording, outbox: Outbox, aside: AsideFolder, letter: MailForm
) -> None:
    outbox.put(desk.operator, letter)
    desk.batches.preclose(desk.operator, uuid4(), letter.batch_id)
    (resent,) = recording.resend()
    assert (resent.receipt, resent.mail) == (None, None)
    assert resent.refusal is not None
    assert resent.refusal.code is Broken.BATCH_NOT_OPEN
    assert recording.waiting() == 0
    assert [kept.key for kept in aside.all()] == [letter.key]


def test_a_bug_in_one_form_does_not_stop_the_others(
    desk: OfficeGestures, recording: Recording, cheques: _Troubled, outbox: Outbox, letter: MailForm, cheque: ChequeForm
) -> None:
    cheques.bug = cheque
    outbox.put(desk.operator, cheque)
    outbox.put(desk.operator, letter)
    (resent,) = recording.resend()
    assert resent.form == letter
    assert [waiting.form for waiting in outbox.waiting()] == [cheque]
    with pytest.raises(ZeroDivisionError):
        recording.resend()
    assert recording.waiting() == 1
    cheques.bug = None
    assert [answer.form for answer in recording.resend()] == [cheque]


def test_a_lost_line_is_told_before_a_bug(
    desk: OfficeGestures, recording: Recording, cheques: _Troubled, outbox: Outbox, batch: Batch, cheque: ChequeForm
) -> None:
    """The bug's form is not the only one without an answer: trying again helps the others."""
    cheques.bug, cheques.last = cheque, desk.form(batch, cheque.client_id, 20_30, "0000002")
    outbox.put(desk.operator, cheques.bug)
    outbox.put(desk.operator, cheques.last)
    with pytest.raises(Unavailable):
        recording.resend()
    assert recording.waiting() == 2


# --- a form is on the disk before it leaves the screen; what is there waits, and what is refused is not there


def test_a_form_that_is_kept_is_under_way_until_it_is_sent(
    desk: OfficeGestures, recording: Recording, outbox: Outbox, aside: AsideFolder, cheque: ChequeForm
) -> None:
    """No round of this program sends it meanwhile, or it would be answered twice; that of the next one does."""
    aside.put(aside_of_sent(cheque, desk.operator.person_id))
    recording.keep(desk.operator, cheque)
    assert [waiting.form for waiting in outbox.waiting()] == [cheque]
    assert list(aside.all()) == []
    assert (recording.waiting(), recording.resend()) == (0, ())

    assert recording.record(desk.operator, cheque).cheque_number == cheque.number
    assert list(outbox.waiting()) == []


def test_a_form_that_was_under_way_and_found_no_database_waits(
    desk: OfficeGestures, recording: Recording, dead: list[bool], cheque: ChequeForm
) -> None:
    recording.keep(desk.operator, cheque)
    dead[0] = True
    with pytest.raises(Unavailable):
        recording.record(desk.operator, cheque)
    dead[0] = False
    assert recording.waiting() == 1
    assert [answer.form for answer in recording.resend()] == [cheque]


def test_a_form_that_the_disk_refuses_is_not_under_way(
    desk: OfficeGestures, recording: Recording, cheque: ChequeForm, tmp_path: Path
) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    with pytest.raises(Unavailable):
        recording.keep(desk.operator, cheque)
    (tmp_path / "outbox").unlink()
    recording.keep(desk.operator, cheque)
    recording.record(desk.operator, cheque)
    assert recording.waiting() == 0


def test_a_form_that_ends_in_a_bug_comes_back_and_is_aside_and_is_not_recorded_later(
    desk: OfficeGestures, recording: Recording, cheques: _Troubled, aside: AsideFolder, cheque: ChequeForm
) -> None:
    cheques.bug = cheque
    with pytest.raises(ZeroDivisionError):
        recording.record(desk.operator, cheque)
    cheques.bug = None
    assert (recording.waiting(), recording.resend()) == (0, ())
    assert [kept.key for kept in aside.all()] == [cheque.key]
    assert desk.batches.lines(desk.operator, cheque.batch_id) == ()


def test_a_copied_form_is_sent_once_and_told(
    desk: OfficeGestures, recording: Recording, outbox: Outbox, cheque: ChequeForm, tmp_path: Path
) -> None:
    outbox.put(desk.operator, cheque)
    shutil.copy(tmp_path / "outbox" / f"{cheque.key}.json", tmp_path / "outbox" / f"{cheque.key} (1).json")
    assert [answer.form for answer in recording.resend()] == [cheque]
    assert (recording.waiting(), recording.resend()) == (0, ())
    assert [file.name for file in recording.unread()] == [f"{cheque.key} (1).illisible"]


# --- what is refused is always in one of the two folders


@pytest.fixture
def overtaken(desk: OfficeGestures, batch: Batch, cheque: ChequeForm) -> ChequeForm:
    """A cheque whose invoice another one has settled."""
    desk.cheques.record(desk.operator, desk.form(batch, cheque.client_id, 20_30, "0000009"))
    return cheque


def test_a_round_that_is_killed_keeps_what_it_had_refused(
    desk: OfficeGestures,
    recording: Recording,
    cheques: _Troubled,
    outbox: Outbox,
    aside: AsideFolder,
    overtaken: ChequeForm,
) -> None:
    cheques.killed = replace(overtaken, key=uuid4())
    outbox.put(desk.operator, overtaken)
    outbox.put(desk.operator, cheques.killed)
    with pytest.raises(SystemExit):
        recording.resend()
    assert [waiting.form for waiting in outbox.waiting()] == [cheques.killed]
    (kept,) = aside.all()
    assert (kept.key, kept.client_id, kept.rows) == (overtaken.key, overtaken.client_id, overtaken.rows)
    assert (kept.amount, kept.number, kept.batch_id) == ("20,30", overtaken.number, overtaken.batch_id)


def test_a_cheque_that_is_refused_at_once_is_aside_until_it_is_recorded(
    desk: OfficeGestures, recording: Recording, aside: AsideFolder, overtaken: ChequeForm
) -> None:
    with pytest.raises(RuleBroken):
        recording.record(desk.operator, overtaken)
    assert [kept.key for kept in aside.all()] == [overtaken.key]
    mended = replace(desk.form(desk.batch(with_invoice=False), overtaken.client_id, 20_30), key=overtaken.key)
    recording.record(desk.operator, replace(mended, forced=True))
    assert list(aside.all()) == []
    assert recording.waiting() == 0


def test_what_is_refused_and_cannot_be_put_aside_goes_on_waiting(
    desk: OfficeGestures, recording: Recording, outbox: Outbox, overtaken: ChequeForm, letter: MailForm, tmp_path: Path
) -> None:
    (tmp_path / "aside").write_text("a file where the folder should be")
    outbox.put(desk.operator, overtaken)
    outbox.put(desk.operator, letter)
    (resent,) = recording.resend()
    assert resent.form == letter
    with pytest.raises(Unavailable) as fault:
        recording.resend()
    assert fault.value.fault is Fault.FOLDER_UNUSABLE
    (tmp_path / "aside").unlink()
    (resent,) = recording.resend()
    assert (resent.form, recording.waiting()) == (overtaken, 0)


def test_words_that_cannot_be_read_come_back_to_be_typed_again(
    desk: OfficeGestures, recording: Recording, outbox: Outbox, aside: AsideFolder, cheque: ChequeForm
) -> None:
    """Refused at once, or by a later session: aside with all that was typed, and nothing waits."""
    at_once, later = replace(cheque, words="blabla"), replace(cheque, key=uuid4(), words="blabla")
    with pytest.raises(RuleBroken) as refusal:
        recording.record(desk.operator, at_once)
    assert refusal.value.code is Broken.WORDS_UNREADABLE
    outbox.put(desk.operator, later)
    (resent,) = recording.resend()
    assert resent.refusal is not None
    assert resent.refusal.code is Broken.WORDS_UNREADABLE
    assert recording.waiting() == 0

    kept = list(aside.all())
    assert [each.key for each in kept] == [at_once.key, later.key]
    for each in kept:
        assert (each.amount, each.number, each.rows) == ("20,30", cheque.number, cheque.rows)
        assert each.words == InWords(Money(20_30), "blabla")


def test_what_the_database_itself_refuses_is_put_aside(
    desk: OfficeGestures,
    recording: Recording,
    cheques: _Troubled,
    outbox: Outbox,
    aside: AsideFolder,
    cheque: ChequeForm,
) -> None:
    """Sent again and again, it would keep every batch open."""
    cheques.unfit = cheque
    outbox.put(desk.operator, cheque)
    (resent,) = recording.resend()
    assert (resent.who, resent.refusal and resent.refusal.code) == (desk.operator, Broken.FORM_UNUSABLE)
    assert recording.waiting() == 0
    assert [(kept.key, kept.number) for kept in aside.all()] == [(cheque.key, cheque.number)]


def test_what_is_refused_in_another_s_session_is_its_sender_s(
    desk: OfficeGestures, recording: Recording, outbox: Outbox, aside: AsideFolder, overtaken: ChequeForm
) -> None:
    outbox.put(desk.operator, overtaken)
    (resent,) = recording.resend()
    assert resent.who == desk.operator
    asides = Asides(aside, desk.clients, desk.batches, desk.office)
    (entry,) = asides.of_batch(desk.operator, overtaken.batch_id)
    assert (entry.key, entry.title) == (overtaken.key, "J 121 52134466 (20,30\u00a0€)")
    assert entry.reference == "J 121 52134466"
    assert asides.of_batch(desk.supervisor, overtaken.batch_id) == ()
