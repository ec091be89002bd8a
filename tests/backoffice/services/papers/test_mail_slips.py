"""Papers leave under slips: each under one, of its kind, numbered without a gap (P-05, B-06, B-07)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Barrier
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.documents import MailLine, MailSlip
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import MailSlipKind, Paper, PaperTrace, SlipKind
from backoffice.domain.people import Actor, Role
from backoffice.domain.tape import Tape
from backoffice.keying.departure import Departure
from backoffice.storage.database import Database
from tests.coupons import REASON, away_to
from tests.examples import tried
from tests.office import DURAND, FIRST_DAY, Clock, OfficeGestures

DAY = FIRST_DAY.date()
NONE = MailSlipKind.NONE
TRACES = (
    *(PaperTrace(Paper.SCAN, slip, ("Réab Imp",)) for slip in SlipKind),
    *(PaperTrace(paper) for paper in Paper if paper not in (Paper.SCAN, Paper.SET_ASIDE)),
)


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def other(desk: OfficeGestures) -> Actor:
    return desk.person("s.benali", "S. Benali", Role.OPERATOR)


def _printed(
    desk: OfficeGestures, papers_of: int | date, kind: MailSlipKind = NONE, who: Actor | None = None
) -> MailSlip:
    return desk.mail_slips.print_slip(who or desk.operator, uuid4(), kind, papers_of)


def _refused(gesture: Callable[[], object]) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        gesture()
    return refusal.value.code


def _record(desk: OfficeGestures, batch: Batch, client_id: int, trace: PaperTrace) -> int:
    """A letter whose paper goes where the operator wants it."""
    departure = Departure(trace.paper, trace.slip, trace.annotations, keyed=True)
    return desk.mail.record(desk.operator, desk.mail_form(batch, client_id, departure=departure, reason=REASON)).id


def test_a_slip_lists_the_papers_of_its_kind(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    trace = PaperTrace(Paper.SCAN, SlipKind.CHEQUE, ("E", "Réab Imp"))
    words = away_to(trace.paper, trace.slip, *trace.annotations)
    desk.cheques.record(desk.operator, desk.form(batch, client, 22_45, departure=words, reason=REASON))
    _record(desk, batch, client, replace(trace, annotations=()))
    _record(desk, batch, client, replace(trace, slip=SlipKind.CARD))
    waiting = desk.mail_slips.waiting(desk.operator, batch.id)
    assert waiting == {**dict.fromkeys(MailSlipKind, 0), MailSlipKind.CHEQUE: 2, MailSlipKind.CARD: 1}
    slip = _printed(desk, batch.id, MailSlipKind.CHEQUE)
    line = MailLine(
        position=1,
        batch_number=batch.number,
        ref=DURAND,
        name="Mme DURAND Marie",
        amount=Money(22_45),
        rules="P-21 P-13 P-10",
        annotation="E, Réab Imp",
        cancelled=False,
    )
    assert slip.lines == (line, replace(line, position=2, amount=None, annotation="", rules="P-54"))
    assert (slip.number, slip.kind, slip.count, slip.total) == ("BT-2024-000001", MailSlipKind.CHEQUE, 2, Money(22_45))
    assert (slip.day, slip.duplicate, slip.printed_by) == (batch.arrival_date, False, "A. Morel")
    assert slip.batch is not None
    assert slip.batch.number == batch.number
    assert desk.mail_slips.waiting(desk.operator, batch.id)[MailSlipKind.CHEQUE] == 0
    assert [row.slip_number for row in desk.mail.of_batch(desk.operator, batch.id)] == [slip.number, slip.number, ""]
    assert desk.checking.run() == ()


def test_a_paper_that_goes_to_scanning_without_a_slip_goes_under_none(desk: OfficeGestures) -> None:
    batch = desk.batch()
    _record(desk, batch, desk.client(), PaperTrace(Paper.SCAN))
    assert _printed(desk, batch.id).count == 1


def test_the_same_gesture_prints_the_same_slip(desk: OfficeGestures) -> None:
    batch, key = desk.batch(), uuid4()
    desk.letter(batch, desk.client())
    slip = desk.mail_slips.print_slip(desk.operator, key, NONE, batch.id)
    desk.letter(batch, desk.client(ClientRef("J", 121, "2")))
    assert desk.mail_slips.print_slip(desk.operator, key, NONE, batch.id) == slip
    with pytest.raises(RuleBroken) as refusal:
        desk.mail_slips.print_slip(desk.operator, key, NONE, DAY)
    assert refusal.value.code is Broken.GESTURE_REUSED


def test_the_numbers_of_a_group_have_no_gap(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    numbers: list[str] = []
    for _ in range(2):
        for trace in TRACES:
            _record(desk, batch, client, trace)
        assert _refused(lambda: _printed(desk, batch.id + 1)) is Broken.BATCH_UNKNOWN
        numbers.extend(_printed(desk, batch.id, kind).number for kind in MailSlipKind)
        assert _refused(lambda: _printed(desk, batch.id)) is Broken.NOTHING_FOR_SLIP
    assert sorted(numbers) == [
        *(f"{letters}-2024-{number:06d}" for letters in ("BA", "BJ", "BR", "BS") for number in (1, 2)),
        *(f"BT-2024-{number:06d}" for number in range(1, 9)),
    ]


def test_a_later_paper_waits_for_the_next_slip(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client)
    _printed(desk, batch.id)
    desk.letter(batch, client)
    slip = _printed(desk, batch.id)
    assert (slip.number, len(slip.lines), slip.lines[0].position) == ("BT-2024-000002", 1, 1)


def test_a_cancelled_paper_is_struck_through_where_it_was_printed_and_waits_nowhere(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    first, second = desk.letter(batch, client), desk.letter(batch, client)
    slip = _printed(desk, batch.id)
    desk.mail.cancel(desk.operator, uuid4(), first.id)
    (row,) = desk.mail_slips.listing(desk.operator)
    again = desk.mail_slips.reprint(desk.operator, uuid4(), row.id)
    assert [(line.position, line.cancelled) for line in again.lines] == [(1, True), (2, False)]
    assert (again.number, again.count, again.duplicate, again.printed_at) == (slip.number, 1, True, slip.printed_at)
    third = desk.letter(batch, client)
    desk.mail.cancel(desk.operator, uuid4(), third.id)
    assert _refused(lambda: _printed(desk, batch.id)) is Broken.NOTHING_FOR_SLIP
    assert [mail.slip_number for mail in desk.mail.of_batch(desk.operator, batch.id)] == [slip.number] * 2 + [""]
    assert second.slip_number == ""
    assert desk.checking.run() == ()


def test_a_closed_batch_s_papers_still_leave(desk: OfficeGestures) -> None:
    batch = desk.batch()
    desk.letter(batch, desk.client(), Paper.SRC)
    desk.close(batch)
    slip = _printed(desk, batch.id, MailSlipKind.SRC)
    assert (slip.number, slip.count, slip.total) == ("BS-2024-000001", 1, ZERO)
    assert desk.checking.run() == ()


def test_a_batch_with_papers_to_archive_is_not_closed_before_they_are_on_their_slip(desk: OfficeGestures) -> None:
    """B-06: the slip serves to find them again; a cheque beside them changes nothing."""
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client, Paper.ARCHIVE)
    undone = desk.letter(batch, client, Paper.ARCHIVE)
    desk.cheque(batch, client, 10_00)
    _printed(desk, batch.id, MailSlipKind.ARCHIVE)
    later = desk.letter(batch, client, Paper.ARCHIVE)
    desk.mail.cancel(desk.operator, uuid4(), undone.id)
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    desk.control.keep(desk.operator, uuid4(), Tape(batch.id, (Money(10_00),)))
    desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    assert _refused(lambda: desk.batches.close(desk.operator, uuid4(), batch.id)) is Broken.ARCHIVE_SLIP_MISSING
    assert desk.batches.row(desk.operator, batch.id).batch.state is BatchState.PRECLOSED
    assert _printed(desk, DAY, MailSlipKind.ARCHIVE).count == 1
    desk.batches.close(desk.operator, uuid4(), batch.id)
    other = desk.batch()
    taken_back = desk.letter(other, client, Paper.ARCHIVE)
    desk.mail.cancel(desk.operator, uuid4(), taken_back.id)
    desk.close(other)
    assert later.cancelled is False
    assert desk.checking.run() == ()


def test_a_day_s_slip_takes_what_the_operator_s_batches_have_left(desk: OfficeGestures, other: Actor) -> None:
    ours, also_ours, theirs = desk.batch(), desk.batch(), desk.batch(who=other)
    client = desk.client()
    for batch, who in ((ours, desk.operator), (theirs, other), (also_ours, desk.operator)):
        desk.letter(batch, client, who=who)
    assert desk.mail_slips.waiting(desk.operator, DAY)[NONE] == 2
    assert desk.mail_slips.waiting(desk.supervisor, DAY)[NONE] == 3
    slip = _printed(desk, DAY)
    assert [line.batch_number for line in slip.lines] == [ours.number, also_ours.number]
    assert (slip.batch, slip.day) == (None, DAY)
    rest = _printed(desk, DAY, who=desk.supervisor)
    assert [line.batch_number for line in rest.lines] == [theirs.number]
    assert _refused(lambda: _printed(desk, DAY, who=other)) is Broken.NOTHING_FOR_SLIP
    assert desk.checking.run() == ()


def test_what_waits_is_told_by_day_and_kind_however_old(desk: OfficeGestures, other: Actor) -> None:
    batch, client = desk.batch(), desk.client()
    _record(desk, batch, client, PaperTrace(Paper.SRC))
    _record(desk, batch, client, PaperTrace(Paper.SCAN, SlipKind.CARD))
    desk.letter(desk.batch(who=other), client, who=other)
    assert isinstance(desk.clock, Clock)
    desk.clock.now += timedelta(days=400)
    _record(desk, batch, client, PaperTrace(Paper.SRC))
    later = DAY + timedelta(days=400)
    ours = [(row.day, row.kind, row.count) for row in desk.mail_slips.days_waiting(desk.operator)]
    assert ours == [(later, MailSlipKind.SRC, 1), (DAY, MailSlipKind.CARD, 1), (DAY, MailSlipKind.SRC, 1)]
    assert sum(row.count for row in desk.mail_slips.days_waiting(desk.supervisor)) == 4
    _printed(desk, DAY, MailSlipKind.SRC)
    assert (DAY, MailSlipKind.SRC) not in [(row.day, row.kind) for row in desk.mail_slips.days_waiting(desk.operator)]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2024, 3, 4, 22, 59, 59, tzinfo=UTC), date(2024, 3, 4)),
        (datetime(2024, 3, 4, 23, 0, 0, tzinfo=UTC), date(2024, 3, 5)),
        (datetime(2024, 7, 1, 21, 59, 59, tzinfo=UTC), date(2024, 7, 1)),
        (datetime(2024, 7, 1, 22, 0, 0, tzinfo=UTC), date(2024, 7, 2)),
    ],
)
def test_a_day_is_the_one_on_the_calendar_on_the_wall(database: Database, moment: datetime, day: date) -> None:
    desk = OfficeGestures(database, lambda: moment)
    desk.letter(desk.batch(), desk.client())
    near = [day + timedelta(days=away) for away in (-1, 0, 1)]
    assert [desk.mail_slips.waiting(desk.operator, each)[NONE] for each in near] == [0, 1, 0]


def test_two_printers_at_once_number_each_paper_once(desk: OfficeGestures) -> None:
    batches, client = [desk.batch() for _ in range(4)], desk.client()
    for batch in batches:
        for _ in range(5):
            desk.letter(batch, client)
    start = Barrier(8)

    def press(place: int) -> MailSlip | Broken:
        start.wait()
        try:
            return _printed(desk, DAY if place % 2 else batches[place // 2].id)
        except RuleBroken as refusal:
            return refusal.code

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(press, range(8)))
    slips = [answer for answer in answers if isinstance(answer, MailSlip)]
    assert set(answers) - set(slips) <= {Broken.NOTHING_FOR_SLIP}
    assert sum(slip.count for slip in slips) == 20
    assert sorted(slip.number for slip in slips) == [f"BT-2024-{place:06d}" for place in range(1, len(slips) + 1)]
    assert desk.checking.run() == ()


def test_who_may_not(desk: OfficeGestures, other: Actor) -> None:
    batch, administrator = desk.batch(), desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    desk.letter(batch, desk.client())
    assert desk.mail_slips.waiting(administrator, batch.id)[NONE] == 1
    assert _refused(lambda: _printed(desk, batch.id, who=administrator)) is Broken.ROLE_MAY_NOT
    assert _refused(lambda: _printed(desk, DAY, who=administrator)) is Broken.ROLE_MAY_NOT
    assert _refused(lambda: _printed(desk, batch.id, who=other)) is Broken.BATCH_OF_ANOTHER
    assert _refused(lambda: desk.mail_slips.waiting(other, batch.id)) is Broken.BATCH_OF_ANOTHER
    assert _printed(desk, batch.id, who=desk.supervisor).printed_by == "C. Dupuis"


def test_slips_of_others_are_the_supervisor_s(desk: OfficeGestures, other: Actor) -> None:
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client)
    _printed(desk, batch.id)
    desk.letter(batch, client)
    _printed(desk, DAY)
    day, own = desk.mail_slips.listing(desk.operator)
    assert desk.mail_slips.listing(other) == ()
    assert desk.mail_slips.listing(desk.supervisor) == (day, own)
    assert _refused(lambda: desk.mail_slips.reprint(other, uuid4(), own.id)) is Broken.BATCH_OF_ANOTHER
    assert _refused(lambda: desk.mail_slips.reprint(other, uuid4(), day.id)) is Broken.SLIP_UNKNOWN
    assert _refused(lambda: desk.mail_slips.reprint(other, uuid4(), 10**6)) is Broken.SLIP_UNKNOWN
    key = uuid4()
    again = desk.mail_slips.reprint(desk.supervisor, key, day.id)
    assert (again.number, again.duplicate, again.batch) == (day.number, True, None)
    assert desk.mail_slips.reprint(desk.supervisor, key, day.id) == again


def test_a_slip_of_another_s_batch_is_not_its_printer_s(desk: OfficeGestures) -> None:
    batch = desk.batch()
    desk.letter(batch, desk.client())
    _printed(desk, batch.id, who=desk.supervisor)
    (row,) = desk.mail_slips.listing(desk.supervisor)
    demoted = replace(desk.supervisor, role=Role.OPERATOR)
    assert desk.mail_slips.listing(demoted) == ()
    assert _refused(lambda: desk.mail_slips.reprint(demoted, uuid4(), row.id)) is Broken.BATCH_OF_ANOTHER
    assert desk.mail_slips.listing(desk.operator) == (row,)


def test_slips_are_found_by_number_and_by_batch(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client)
    desk.letter(batch, client, Paper.SRC)
    by_batch = _printed(desk, batch.id)
    of_day = _printed(desk, DAY, MailSlipKind.SRC)
    day, own = desk.mail_slips.listing(desk.operator)
    assert [day.number, own.number] == [of_day.number, by_batch.number]
    assert (own.batch_number, own.day, own.count, own.amount) == (batch.number, batch.arrival_date, 1, ZERO)
    assert (day.batch_number, day.day, day.kind, day.operator) == ("", DAY, MailSlipKind.SRC, "A. Morel")
    assert desk.mail_slips.listing(desk.operator, f" {batch.number} ") == (own,)
    assert desk.mail_slips.listing(desk.operator, "BS-") == (day,)
    assert desk.mail_slips.listing(desk.operator, "%") == ()


_chronos = count(1)
_MAIL = st.lists(st.tuples(st.sampled_from(TRACES), st.booleans()), max_size=12)


@settings(max_examples=tried(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_MAIL, _MAIL)
def test_after_printing_all_kinds_each_standing_paper_is_on_one_slip(
    desk: OfficeGestures, first: list[tuple[PaperTrace, bool]], second: list[tuple[PaperTrace, bool]]
) -> None:
    """Whatever is keyed, cancelled and printed in between; and nothing else is on any."""
    batch, client = desk.batch(), desk.client(ClientRef("K", 121, f"{next(_chronos)}"))
    wanted: Counter[MailSlipKind] = Counter()
    slips: list[MailSlip] = []
    for mail in (first, second):
        for trace, is_cancelled in mail:
            mail_id = _record(desk, batch, client, trace)
            kind = MailSlipKind.of(trace)
            if is_cancelled:
                desk.mail.cancel(desk.operator, uuid4(), mail_id)
            elif kind is not None:
                wanted[kind] += 1
        waiting = desk.mail_slips.waiting(desk.operator, batch.id)
        slips.extend(_printed(desk, batch.id, kind) for kind in MailSlipKind if waiting[kind])
    printed: Counter[MailSlipKind] = Counter()
    for slip in slips:
        printed[slip.kind] += slip.count
    assert printed == wanted
    standing = [row for row in desk.mail.of_batch(desk.operator, batch.id) if not row.cancelled]
    by_number = {slip.number: slip.kind for slip in slips}
    assert all(by_number.get(row.slip_number) is MailSlipKind.of(row.trace) for row in standing)
    assert not any(desk.mail_slips.waiting(desk.operator, batch.id).values())
    assert desk.checking.run() == ()
