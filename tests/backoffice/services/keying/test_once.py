"""Once: whatever is clicked, repeated, raced or lost on the way, one record (promise 1, B-03)."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from backoffice.domain.batch import BatchKind, NewBatch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.keying.recorded_form import ChequeForm
from backoffice.services.keying.cheques import Cheques
from backoffice.services.keying.recording import Recording
from backoffice.services.office.people import People
from backoffice.storage.database import Database
from tests.dying import KILLED
from tests.office import FIRST_DAY, OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def form(desk: OfficeGestures) -> ChequeForm:
    return desk.form(desk.batch(), desk.client(), 20_30)


def _receipts(database: Database) -> int:
    return int(database.read(lambda tx: tx.execute(text("SELECT count(*) FROM receipts")).scalar_one()))


def test_the_second_answer_is_the_first(desk: OfficeGestures, form: ChequeForm) -> None:
    first = desk.cheques.record(desk.operator, form)
    assert desk.cheques.record(desk.operator, form) == first
    assert _receipts(desk.database) == 1


def test_a_repeat_gets_its_answer_even_after_the_batch_is_closed(desk: OfficeGestures, form: ChequeForm) -> None:
    first = desk.cheques.record(desk.operator, form)
    desk.batches.preclose(desk.operator, uuid4(), form.batch_id)
    assert desk.cheques.record(desk.operator, form) == first


@pytest.mark.parametrize("change", [{"figures": Money(20_31)}, {"number": "5508019"}, {"words": "vingt euros"}])
def test_a_key_serves_for_one_form_only(desk: OfficeGestures, form: ChequeForm, change: dict[str, object]) -> None:
    desk.cheques.record(desk.operator, form)
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, replace(form, **change))  # type: ignore[arg-type]
    assert refusal.value.code is Broken.GESTURE_REUSED


def test_a_refused_form_can_be_sent_again_under_its_key(desk: OfficeGestures, form: ChequeForm) -> None:
    with pytest.raises(RuleBroken):
        desk.cheques.record(desk.operator, replace(form, figures=Money(20_29)))
    assert desk.cheques.record(desk.operator, form).amount == Money(20_30)


def test_fifty_threads_with_one_form_make_one_receipt(desk: OfficeGestures, form: ChequeForm) -> None:
    start = Barrier(50)

    def press(_: int) -> ReceiptRow:
        start.wait()
        return desk.cheques.record(desk.operator, form)

    with ThreadPoolExecutor(50) as threads:
        answers = set(threads.map(press, range(50)))
    assert len(answers) == 1
    assert _receipts(desk.database) == 1
    assert desk.checking.run() == ()


def test_fifty_threads_with_a_form_each_settle_an_invoice_once(desk: OfficeGestures) -> None:
    """Two workstations key the same coupon: different keys, the same debt."""
    batch, client = desk.batch(), desk.client()
    forms = [desk.form(batch, client, 20_30, f"{number:07d}") for number in range(1, 51)]
    start = Barrier(50)

    def press(form: ChequeForm) -> Broken | None:
        start.wait()
        try:
            desk.cheques.record(desk.operator, form)
        except RuleBroken as refusal:
            return refusal.code
        return None

    with ThreadPoolExecutor(50) as threads:
        answers = Counter(threads.map(press, forms))
    assert answers == {None: 1, Broken.DECISION_OVERTAKEN: 49}
    assert _receipts(desk.database) == 1
    assert desk.checking.run() == ()


def test_the_same_cheque_under_another_key_is_pointed_out(desk: OfficeGestures) -> None:
    """The guard of the trade: same client, number and amount, in another batch too."""
    without = desk.batch(with_invoice=False)
    client = desk.client()
    first = desk.cheque(without, client, 20_30)
    again = desk.form(desk.batch(with_invoice=False, who=desk.supervisor), client, 20_30)
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.supervisor, again)
    assert refusal.value.code is Broken.PROBABLE_DUPLICATE
    assert (refusal.value.facts["batch"], refusal.value.facts["operator"]) == (without.number, "A. Morel")
    receipt = desk.cheques.record(desk.supervisor, replace(again, accepted_duplicate=True))
    kept = desk.database.read(
        lambda tx: tx.execute(text("SELECT duplicate_of FROM receipts WHERE id = :id"), {"id": receipt.id}).scalar_one()
    )
    assert kept == first.id


def test_a_cheque_that_was_taken_back_can_be_keyed_again(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    first = desk.cheque(batch, client, 20_30)
    desk.corrections.reverse(desk.operator, uuid4(), first.id)
    assert desk.cheque(batch, client, 20_30).amount == Money(20_30)


def test_opening_a_batch_twice_under_one_key_gives_one_batch(desk: OfficeGestures) -> None:
    key, new = uuid4(), NewBatch(FIRST_DAY.date(), with_invoice=True, kind=BatchKind.PARTNER)
    with ThreadPoolExecutor(10) as threads:
        numbers = set(threads.map(lambda _: desk.batches.open(desk.operator, key, new).number, range(10)))
    assert numbers == {"2024-0001"}


def test_numbers_of_batches_have_no_gap(desk: OfficeGestures) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = sorted(threads.map(lambda _: desk.batch().number, range(24)))
    assert numbers == [f"2024-{number:04d}" for number in range(1, 25)]


class _LostAnswer:
    """A database whose next commit is done, and whose answer is lost on the way back."""

    def __init__(self, database: Database) -> None:
        self.lost = 0
        event.listen(database.writing_engine, "commit", self._lose)

    def _lose(self, connection: object) -> None:
        if self.lost:
            return
        self.lost = 1
        raw = connection.connection.dbapi_connection  # type: ignore[attr-defined]
        raw.commit() if hasattr(raw, "pgconn") else raw.execute("COMMIT")
        raise OperationalError("COMMIT", {}, Exception("the line went dead"), connection_invalidated=True)


def test_a_commit_whose_answer_is_lost_is_not_repeated(desk: OfficeGestures, form: ChequeForm) -> None:
    fault = _LostAnswer(desk.database)
    receipt = desk.cheques.record(desk.operator, form)
    assert fault.lost == 1
    assert receipt.amount == Money(20_30)
    assert _receipts(desk.database) == 1


def _recording(desk: OfficeGestures, folder: Path) -> Recording:
    return Recording(desk.cheques, desk.mail, _people(desk), Outbox(folder), AsideFolder(folder.with_name("aside")))


def _people(desk: OfficeGestures) -> People:
    return People(desk.office, _Hasher())  # type: ignore[arg-type]


class _Hasher:
    def hash(self, password: str) -> str:
        return f"hash of {len(password)}"


def test_the_outbox_is_empty_after_an_answer(desk: OfficeGestures, form: ChequeForm, tmp_path: Path) -> None:
    recording = _recording(desk, tmp_path / "outbox")
    recording.record(desk.operator, form)
    assert recording.waiting() == 0
    with pytest.raises(RuleBroken):
        recording.record(desk.operator, replace(form, key=uuid4()))
    assert recording.waiting() == 0


@pytest.fixture
def broken_line(desk: OfficeGestures) -> Iterator[list[bool]]:
    """A line to the database that is dead while the list holds True."""
    dead = [True]

    def refuse(*_: object) -> None:
        if dead[0]:
            raise OperationalError("SELECT", {}, _NoSpace())

    event.listen(desk.database.writing_engine, "begin", refuse)
    yield dead
    dead[0] = False


class _NoSpace(Exception):
    sqlite_errorcode = 13


def test_what_could_not_be_sent_waits_and_is_sent_once(
    desk: OfficeGestures, form: ChequeForm, tmp_path: Path, broken_line: list[bool]
) -> None:
    recording = _recording(desk, tmp_path / "outbox")
    with pytest.raises(Unavailable) as fault:
        recording.record(desk.operator, form)
    assert fault.value.fault is Fault.DISK_FULL
    assert recording.waiting() == 1
    broken_line[0] = False
    (resent,) = recording.resend()
    assert resent.receipt is not None
    assert resent.receipt.operator == "A. Morel"
    assert recording.waiting() == 0
    assert recording.resend() == ()
    assert _receipts(desk.database) == 1


def test_answers_that_came_before_the_line_broke_again_are_not_lost(
    desk: OfficeGestures, form: ChequeForm, tmp_path: Path, broken_line: list[bool]
) -> None:
    outbox = Outbox(tmp_path / "outbox")
    refused = replace(form, key=uuid4(), figures=Money(1))
    outbox.put(desk.operator, refused)
    outbox.put(desk.operator, form)
    broken_line[0] = False
    cheques = _BreaksTheLine(desk.cheques, broken_line)
    aside = AsideFolder(tmp_path / "aside")
    recording = Recording(cheques, desk.mail, _people(desk), outbox, aside)  # type: ignore[arg-type]
    (resent,) = recording.resend()
    assert resent.refusal is not None
    assert [waiting.form for waiting in outbox.waiting()] == [form]


class _BreaksTheLine:
    """Cheques whose line to the database goes dead after a refusal."""

    def __init__(self, cheques: Cheques, dead: list[bool]) -> None:
        self._cheques = cheques
        self._dead = dead

    def record(self, who: Actor, form: ChequeForm) -> ReceiptRow:
        try:
            return self._cheques.record(who, form)
        except RuleBroken:
            self._dead[0] = True
            raise


_KILLED = """
import sys
from pathlib import Path
from uuid import UUID
from tests.dying import die
from tests.office import AUDIT_KEY, Clock
from backoffice.domain.people import RIGHTS, Actor, Role
from backoffice.domain.money import Money
from backoffice.gateways.outbox import Outbox
from backoffice.services.keying.cheques import Cheques, WordsPolicy
from backoffice.services.office.office import Office
from backoffice.storage.database import Database

url, folder, person_id = sys.argv[1:]
outbox = Outbox(Path(folder))
(waiting,) = outbox.waiting()
office = Office(Database(url), AUDIT_KEY, Clock(), RIGHTS)
who = Actor(int(person_id), "A. Morel", Role.OPERATOR, "PC-12")
Cheques(office, WordsPolicy(Money(15000), lambda: False)).record(who, waiting.form)
die()  # committed, and no answer given
"""


def test_a_program_killed_between_commit_and_answer_records_once(
    desk: OfficeGestures, form: ChequeForm, tmp_path: Path, database_url: str
) -> None:
    folder = tmp_path / "outbox"
    Outbox(folder).put(desk.operator, form)
    killed = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", _KILLED, database_url, str(folder), str(desk.operator.person_id)], check=False
    )
    assert killed.returncode == KILLED
    assert _receipts(desk.database) == 1
    recording = _recording(desk, folder)
    assert recording.waiting() == 1
    (resent,) = recording.resend()
    assert resent.receipt is not None
    assert _receipts(desk.database) == 1
    assert recording.waiting() == 0


def test_a_file_cut_short_was_never_sent(desk: OfficeGestures, form: ChequeForm, tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    outbox.put(desk.operator, form)
    (file,) = tmp_path.glob("*.json")
    file.with_suffix(".new").write_text(file.read_text()[:40])
    assert [waiting.form for waiting in outbox.waiting()] == [form]
    assert json.loads(file.read_text())["person_id"] == desk.operator.person_id
