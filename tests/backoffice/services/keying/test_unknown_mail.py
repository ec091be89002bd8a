"""Mail whose client cannot be found: traced, numbered, on a slip of its batch, found again (P-05)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.paper import MailSlipKind, SlipKind
from backoffice.domain.people import Role
from backoffice.domain.unknown_mail import UnknownMail, UnknownMailRow
from backoffice.storage.database import Database
from tests.cards import VISA
from tests.ibans import FRENCH
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _form(batch: Batch, slip: SlipKind = SlipKind.NONE) -> UnknownMail:
    return UnknownMail(uuid4(), batch.id, slip, "J 121 ?21344", "Mme DURÉ…", "timbre de Lyon")


def _refused(gesture: Callable[[], object]) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        gesture()
    return refusal.value.code


def test_it_is_kept_as_it_was_read_and_waits_for_the_slip_of_what_lies_in_it(desk: OfficeGestures) -> None:
    batch = desk.batch()
    form = replace(_form(batch, SlipKind.CHEQUE), name=" Mme DURÉ… ")
    row = desk.unknown_mails.record(desk.operator, form)
    assert (row.number, row.batch_number, row.slip, row.operator) == (
        "CI-2024-000001",
        batch.number,
        SlipKind.CHEQUE,
        "A. Morel",
    )
    assert (row.reference, row.name, row.text) == ("J 121 ?21344", "Mme DURÉ…", "timbre de Lyon")
    assert (row.slip_number, row.cancelled) == ("", False)
    assert desk.batches.row(desk.operator, batch.id).mail == 1
    slip = desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.CHEQUE, batch.id)
    (line,) = slip.lines
    assert (line.ref, line.name) == ("CI-2024-000001", "Mme DURÉ…, J 121 ?21344, timbre de Lyon")
    assert (line.amount, line.rules, line.cancelled) == (None, "P-05", False)
    assert desk.unknown_mails.of_batch(desk.operator, batch.id) == (replace(row, slip_number=slip.number),)
    assert desk.checking.run() == ()


def test_a_repeat_is_the_same_piece(desk: OfficeGestures) -> None:
    form = _form(desk.batch())
    start = Barrier(4)

    def press(_: int) -> UnknownMailRow:
        start.wait()
        return desk.unknown_mails.record(desk.operator, form)

    with ThreadPoolExecutor(4) as threads:
        (only,) = set(threads.map(press, range(4)))
    assert desk.unknown_mails.of_batch(desk.operator, form.batch_id) == (only,)
    other = replace(form, name="M. AUTRE")
    assert _refused(lambda: desk.unknown_mails.record(desk.operator, other)) is Broken.GESTURE_REUSED


@pytest.mark.parametrize("where", ["reference", "name", "text"])
def test_no_secret_and_nothing_unreadable_is_kept(desk: OfficeGestures, where: str) -> None:
    batch = desk.batch()
    for text, code in (
        (f"carte {VISA}", Broken.TEXT_HOLDS_CARD),
        (f"compte {FRENCH}", Broken.TEXT_HOLDS_IBAN),
        ("\x00", Broken.TEXT_UNUSABLE),
        ("x" * 2_001, Broken.TEXT_UNUSABLE),
    ):
        form = UnknownMail(uuid4(), batch.id, SlipKind.NONE, **{where: text})
        assert _refused(lambda form=form: desk.unknown_mails.record(desk.operator, form)) is code  # type: ignore[misc]
    empty = UnknownMail(uuid4(), batch.id, SlipKind.NONE, **{where: "  "})
    assert _refused(lambda: desk.unknown_mails.record(desk.operator, empty)) is Broken.NOTHING_READABLE
    assert desk.unknown_mails.of_batch(desk.operator, batch.id) == ()


@pytest.mark.parametrize(("where", "longest"), [("reference", 80), ("name", 120), ("text", 2_000)])
def test_each_text_has_its_length(desk: OfficeGestures, where: str, longest: int) -> None:
    batch, same = desk.batch(), {"reference": "x" * 80, "name": "x" * 80, "text": "x" * 80}
    for length, fits in ((longest, True), (longest + 1, False)):
        form = UnknownMail(uuid4(), batch.id, SlipKind.NONE, **{**same, where: "x" * length})
        if fits:
            desk.unknown_mails.record(desk.operator, form)
        else:
            assert _refused(lambda form=form: desk.unknown_mails.record(desk.operator, form)) is Broken.TEXT_UNUSABLE  # type: ignore[misc]


def test_one_readable_text_is_enough(desk: OfficeGestures) -> None:
    form = UnknownMail(uuid4(), desk.batch().id, SlipKind.NONE, text="enveloppe vide")
    assert desk.unknown_mails.record(desk.operator, form).said == "enveloppe vide"


def test_it_is_taken_back_while_its_batch_is_not_closed(desk: OfficeGestures) -> None:
    batch = desk.batch()
    first, second = (desk.unknown_mails.record(desk.operator, _form(batch)) for _ in range(2))
    slip = desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.NONE, batch.id)
    key = uuid4()
    back = desk.unknown_mails.cancel(desk.operator, key, first.id)
    assert back == replace(first, slip_number=slip.number, cancelled=True)
    assert desk.unknown_mails.cancel(desk.operator, key, first.id) == back
    assert _refused(lambda: desk.unknown_mails.cancel(desk.operator, uuid4(), first.id)) is Broken.MAIL_CANCELLED
    assert desk.batches.row(desk.operator, batch.id).mail == 1
    (listed,) = desk.mail_slips.listing(desk.operator)
    again = desk.mail_slips.reprint(desk.operator, uuid4(), listed.id)
    assert [line.cancelled for line in again.lines] == [True, False]
    desk.close(batch)
    assert _refused(lambda: desk.unknown_mails.cancel(desk.operator, uuid4(), second.id)) is Broken.BATCH_CLOSED
    assert desk.checking.run() == ()


def test_only_an_open_batch_of_one_s_own_takes_it(desk: OfficeGestures) -> None:
    batch, other = desk.batch(), desk.person("s.benali", "S. Benali", Role.OPERATOR)
    row = desk.unknown_mails.record(desk.operator, _form(batch))
    for gesture in (
        lambda: desk.unknown_mails.record(other, _form(batch)),
        lambda: desk.unknown_mails.cancel(other, uuid4(), row.id),
        lambda: desk.unknown_mails.of_batch(other, batch.id),
    ):
        assert _refused(gesture) is Broken.BATCH_OF_ANOTHER
    administrator = desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    assert _refused(lambda: desk.unknown_mails.record(administrator, _form(batch))) is Broken.ROLE_MAY_NOT
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    assert _refused(lambda: desk.unknown_mails.record(desk.operator, _form(batch))) is Broken.BATCH_NOT_OPEN
    assert _refused(lambda: desk.unknown_mails.cancel(desk.operator, uuid4(), row.id + 9)) is Broken.MAIL_UNKNOWN


def test_mail_of_a_client_is_not_taken_for_nobody_s_nor_the_reverse(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    letter, unknown = desk.letter(batch, client), desk.unknown_mails.record(desk.operator, _form(batch))
    assert _refused(lambda: desk.unknown_mails.cancel(desk.operator, uuid4(), letter.id)) is Broken.MAIL_UNKNOWN
    assert _refused(lambda: desk.mail.cancel(desk.operator, uuid4(), unknown.id)) is Broken.MAIL_UNKNOWN
    assert desk.mail.of_batch(desk.operator, batch.id) == (letter,)
    assert desk.unknown_mails.of_batch(desk.operator, batch.id) == (unknown,)
    assert desk.checking.run() == ()


@pytest.mark.parametrize("text", ["dure", "DURÉ", "121 ?21", "121 21344", "ci-2024-000001", "lyon", ""])
def test_it_is_found_by_whatever_was_read_and_by_its_number(desk: OfficeGestures, text: str) -> None:
    batch, other = desk.batch(), desk.person("s.benali", "S. Benali", Role.OPERATOR)
    row = desk.unknown_mails.record(desk.operator, _form(batch))
    desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.NONE, batch.id)
    assert [found.id for found in desk.unknown_mails.search(desk.operator, text)] == [row.id]
    assert [found.id for found in desk.unknown_mails.search(desk.supervisor, text)] == [row.id]
    assert desk.unknown_mails.search(other, text) == ()
    assert len(desk.mail_slips.listing(desk.operator, text)) == 1


@pytest.mark.parametrize("text", ["dupont", "CI-2024-000002", "%"])
def test_what_was_not_read_is_not_found(desk: OfficeGestures, text: str) -> None:
    batch = desk.batch()
    desk.unknown_mails.record(desk.operator, _form(batch))
    desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.NONE, batch.id)
    assert desk.mail_slips.listing(desk.operator, text) == ()
    if text != "%":  # nothing that is searched for stands in it: all of them
        assert desk.unknown_mails.search(desk.operator, text) == ()
