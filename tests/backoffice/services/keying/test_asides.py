"""Coupons that are aside in a batch that is not open any more: told, taken up elsewhere, or given up with a word."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.keying.entry import Entry, InWords, lines_of
from backoffice.keying.untaken import ALL_TAKEN
from backoffice.services.keying.asides import Asides
from backoffice.storage import audit
from backoffice.storage.database import Database
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def asides(desk: OfficeGestures, tmp_path: Path) -> Asides:
    return Asides(AsideFolder(tmp_path), desk.clients, desk.batches, desk.office)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


@pytest.fixture
def entry(desk: OfficeGestures, batch: Batch) -> Entry:
    """A coupon with a row and what was overridden on it."""
    dossier = desk.clients.dossier(desk.operator, desk.client())
    rows = (RowOperation(dossier.invoices[0].id, Operation.SETTLE, Money(20_30), "P-21"),)
    words = InWords(Money(20_30), confirmed=True)
    return Entry(
        uuid4(), batch.id, "", dossier, "20,30", words, "5508018", lines_of(dossier.invoices, rows), forced=True
    )


def _preclose(desk: OfficeGestures, batch: Batch) -> None:
    desk.batches.preclose(desk.operator, uuid4(), batch.id)


def test_while_its_batch_is_open_nothing_is_stranded(desk: OfficeGestures, asides: Asides, entry: Entry) -> None:
    asides.keep(desk.operator, entry)
    assert asides.stranded(desk.operator) == ()


def test_a_batch_that_is_closed_strands_its_coupon_beside_the_batches_alike(
    desk: OfficeGestures, asides: Asides, batch: Batch, entry: Entry
) -> None:
    asides.keep(desk.operator, entry)
    alike = desk.batch()
    desk.batch(with_invoice=False)
    desk.batch(kind=BatchKind.DIRECT)
    desk.batch(who=desk.supervisor)
    _preclose(desk, batch)

    (stranded,) = asides.stranded(desk.operator)
    assert (stranded.entry.key, stranded.entry.title) == (entry.key, entry.title)
    assert stranded.batch is not None
    assert (stranded.batch.number, stranded.homes) == (batch.number, (alike,))
    assert asides.stranded(desk.supervisor) == ()


def test_one_of_a_batch_that_nobody_knows_can_be_taken_up_in_any(
    desk: OfficeGestures, asides: Asides, entry: Entry
) -> None:
    asides.keep(desk.operator, replace(entry, batch_id=999))
    without = desk.batch(with_invoice=False)
    (stranded,) = asides.stranded(desk.operator)
    assert stranded.batch is None
    assert without in stranded.homes


def test_taken_up_it_is_in_the_open_batch_with_what_is_on_the_paper_alone(
    desk: OfficeGestures, asides: Asides, batch: Batch, entry: Entry
) -> None:
    asides.keep(desk.operator, entry)
    home = desk.batch()
    _preclose(desk, batch)
    (stranded,) = asides.stranded(desk.operator)
    asides.take_up(desk.operator, stranded, home)

    assert asides.stranded(desk.operator) == ()
    assert asides.of_batch(desk.operator, batch.id) == ()
    (taken,) = asides.of_batch(desk.operator, home.id)
    assert (taken.key, taken.amount, taken.number, taken.words) == (entry.key, "20,30", "5508018", entry.words)
    assert ([line.row for line in taken.lines], taken.forced) == ([None], False)


def test_a_batch_that_is_closed_by_now_or_is_another_kind_takes_none(
    desk: OfficeGestures, asides: Asides, batch: Batch, entry: Entry
) -> None:
    asides.keep(desk.operator, entry)
    home, without = desk.batch(), desk.batch(with_invoice=False)
    _preclose(desk, batch)
    (stranded,) = asides.stranded(desk.operator)
    _preclose(desk, home)
    for wrong in (home, without):
        with pytest.raises(RuleBroken) as refusal:
            asides.take_up(desk.operator, stranded, wrong)
        assert refusal.value.code is Broken.BATCH_NOT_OPEN
    assert [each.entry.key for each in asides.stranded(desk.operator)] == [entry.key]


def _trail(desk: OfficeGestures) -> list[dict[str, object]]:
    events = desk.database.read(lambda tx: list(audit.chain_events(tx, 0)))
    return [json.loads(event.facts) for event, _ in events if event.kind == "coupon given up"]


def test_given_up_it_is_gone_and_the_trail_says_why(
    desk: OfficeGestures, asides: Asides, batch: Batch, entry: Entry
) -> None:
    asides.keep(desk.operator, entry)
    _preclose(desk, batch)
    (stranded,) = asides.stranded(desk.operator)
    key: UUID = uuid4()
    for _ in range(2):  # the answer was lost
        asides.give_up(desk.operator, key, stranded, " Déjà saisi par S. Benali ")

    assert asides.stranded(desk.operator) == ()
    assert entry.dossier is not None
    assert _trail(desk) == [
        {"batch": batch.number, "client": entry.dossier.client.id, "cents": 20_30, "reason": "Déjà saisi par S. Benali"}
    ]


@pytest.mark.parametrize(
    ("why", "code"),
    [(" ", Broken.REASON_MISSING), ("carte 4970 1000 0000 0154", Broken.TEXT_HOLDS_CARD)],
)
def test_without_a_word_that_can_be_kept_it_stays(
    desk: OfficeGestures, asides: Asides, batch: Batch, entry: Entry, why: str, code: Broken
) -> None:
    asides.keep(desk.operator, entry)
    _preclose(desk, batch)
    (stranded,) = asides.stranded(desk.operator)
    with pytest.raises(RuleBroken) as refusal:
        asides.give_up(desk.operator, uuid4(), stranded, why)
    assert refusal.value.code is code
    assert asides.stranded(desk.operator) == (stranded,)
    assert _trail(desk) == []


def test_one_of_an_earlier_program_is_read_and_what_that_one_would_not_see_it_leaves_alone(
    desk: OfficeGestures, asides: Asides, batch: Batch, entry: Entry, tmp_path: Path
) -> None:
    asides.keep(desk.operator, entry)
    (file,) = tmp_path.glob("*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["format"] == 2  # a program that knows 1 alone would drop what is typed and not taken
    file.write_text(json.dumps({**{name: kept[name] for name in kept if name != "untaken"}, "format": 1}))
    (read,) = asides.of_batch(desk.operator, batch.id)
    assert (read.key, read.untaken) == (entry.key, ALL_TAKEN)
