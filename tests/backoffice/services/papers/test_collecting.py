"""What goes to the bank and to the providers: each debit in one file, once, the same bytes each time."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.collection import BankFiling, Creditor
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.mail_facts import IbanFacts, IbanMatch
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.gateways.bank.debit_files import DebitFiles
from backoffice.gateways.export_folder import write_bytes
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.ticks import Ticks
from backoffice.services.papers.collecting import Collecting, Collector
from backoffice.storage.database import Database
from tests.debited import CARD, ON_CARD
from tests.ibans import FRENCH, POSTAL
from tests.office import ONE_INVOICE, VAULT, OfficeGestures, Pending, Value

DAY, COLLECTED = date(2024, 3, 4), date(2024, 3, 11)
TO_BANK = BankFiling(Channel.IBAN, DAY, COLLECTED)
SAME_IBAN, OTHER_IBAN = Ticks(iban=IbanFacts(IbanMatch.SAME)), Ticks(iban=IbanFacts(IbanMatch.OTHER))
ON_FILE: dict[str, Any] = {"sealed_iban": VAULT.seal(POSTAL), "rum": "ADLP-1", "mandate": "active"}


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


def client(desk: OfficeGestures, number: int, pending: tuple[Pending, ...] = ONE_INVOICE, **columns: Value) -> int:
    return desk.client(ClientRef("J", 121, f"{52134466 + number}"), pending, **columns)


def debit(
    desk: OfficeGestures,
    batch: Batch,
    client_id: int,
    ticks: Ticks = SAME_IBAN,
    assigned: Assigned = NOTHING_ASSIGNED,
) -> MailRow:
    return desk.mail.record(desk.operator, desk.mail_form(batch, client_id, ticks, assigned=assigned))


def test_a_day_goes_to_the_bank_once_by_sequence_type(desk: OfficeGestures, batch: Batch, tmp_path: Path) -> None:
    debit(desk, batch, client(desk, 0, **ON_FILE))
    new = client(desk, 1)
    iban = desk.methods.judge_iban(desk.operator, new, FRENCH).iban
    debit(desk, batch, new, OTHER_IBAN, Assigned(iban=iban))
    assert [
        (row.day, row.channel, row.count, row.amount, row.held) for row in desk.collecting.waiting(desk.supervisor)
    ] == [(DAY, Channel.IBAN, 2, Money(40_60), 0)]

    key = uuid4()
    files = desk.collecting.make(desk.supervisor, key, TO_BANK)
    again = desk.collecting.make(desk.supervisor, key, TO_BANK)

    assert files == again
    assert {(row.sequence, row.count, row.amount) for row in files} == {
        ("FRST", 1, Money(20_30)),
        ("RCUR", 1, Money(20_30)),
    }
    assert desk.collecting.waiting(desk.supervisor) == ()
    with pytest.raises(RuleBroken) as broken:
        desk.collecting.make(desk.supervisor, uuid4(), TO_BANK)
    assert broken.value.code is Broken.NOTHING_TO_DEBIT
    saved = {row.sequence: desk.collecting.save(desk.supervisor, row.id, tmp_path).read_text() for row in files}
    assert FRENCH in saved["FRST"]
    assert POSTAL in saved["RCUR"]
    assert "ADLP-1" in saved["RCUR"]
    assert desk.checking.run() == ()


def test_the_second_debit_of_a_new_mandate_is_recurrent(desk: OfficeGestures, batch: Batch) -> None:
    pending = (("AP11", DAY, 20_30), ("AP12", DAY, 13_10))
    new = client(desk, 1, pending=pending)
    iban = desk.methods.judge_iban(desk.operator, new, FRENCH).iban
    debit(desk, batch, new, OTHER_IBAN, Assigned(iban=iban))

    files = desk.collecting.make(desk.supervisor, uuid4(), TO_BANK)

    assert sorted((row.sequence, row.count) for row in files) == [("FRST", 1), ("RCUR", 1)]


def test_a_file_made_again_is_the_same_and_marked(desk: OfficeGestures, batch: Batch, tmp_path: Path) -> None:
    debit(desk, batch, client(desk, 0, **ON_FILE))
    (row,) = desk.collecting.make(desk.supervisor, uuid4(), TO_BANK)
    first = desk.collecting.save(desk.supervisor, row.id, tmp_path)

    duplicate = desk.collecting.save_again(desk.supervisor, uuid4(), row.id, tmp_path)

    assert duplicate.name == f"DUPLICATA_{first.name}"
    assert duplicate.read_bytes() == first.read_bytes()


def test_cards_go_to_the_provider_by_their_alias(desk: OfficeGestures, batch: Batch, tmp_path: Path) -> None:
    debit(desk, batch, client(desk, 0), ON_CARD, Assigned(card=CARD))

    (row,) = desk.collecting.make(desk.supervisor, uuid4(), BankFiling(Channel.CARD, DAY, COLLECTED))
    text = desk.collecting.save(desk.supervisor, row.id, tmp_path).read_text(encoding="utf-8-sig")

    assert row.number == "CB-2024-000001"
    assert ";AL-1;CB;0154;05/2027;20,30;" in text


def test_what_waits_for_slimpay_goes_nowhere_before(desk: OfficeGestures, batch: Batch) -> None:
    waits = client(desk, 0, method_code=99, **ON_FILE)
    debit(desk, batch, waits, OTHER_IBAN)
    debit(desk, batch, client(desk, 1, method_code=99, **ON_FILE))

    (waiting,) = desk.collecting.waiting(desk.supervisor)
    (row,) = desk.collecting.make(desk.supervisor, uuid4(), BankFiling(Channel.SLIMPAY, DAY, COLLECTED))

    assert (waiting.count, waiting.held, row.count) == (2, 1, 1)


def test_a_debit_that_went_out_is_not_cancelled_here(desk: OfficeGestures, batch: Batch) -> None:
    mail = debit(desk, batch, client(desk, 0, **ON_FILE))
    desk.collecting.make(desk.supervisor, uuid4(), TO_BANK)

    with pytest.raises(RuleBroken) as broken:
        desk.mail.cancel(desk.operator, uuid4(), mail.id)

    assert broken.value.code is Broken.MAIL_SENT_TO_BANK
    assert desk.checking.run() == ()


def test_a_debit_that_was_cancelled_goes_nowhere(desk: OfficeGestures, batch: Batch) -> None:
    mail = debit(desk, batch, client(desk, 0, **ON_FILE))
    desk.mail.cancel(desk.operator, uuid4(), mail.id)

    assert desk.collecting.waiting(desk.supervisor) == ()


def test_one_that_is_not_sound_keeps_them_all_back_and_is_named(desk: OfficeGestures, batch: Batch) -> None:
    debit(desk, batch, client(desk, 0, **ON_FILE))
    debit(desk, batch, client(desk, 1, **{**ON_FILE, "sealed_iban": VAULT.seal("FR7630006000011234567890188")}))

    with pytest.raises(RuleBroken) as broken:
        desk.collecting.make(desk.supervisor, uuid4(), TO_BANK)

    assert broken.value.code is Broken.DEBIT_UNUSABLE
    assert broken.value.facts["reference"] == "LIASSE000000002"
    assert desk.collecting.files(desk.supervisor) == ()


def test_nothing_is_collected_in_the_past_nor_by_an_operator(desk: OfficeGestures, batch: Batch) -> None:
    debit(desk, batch, client(desk, 0, **ON_FILE))

    with pytest.raises(RuleBroken) as too_soon:
        desk.collecting.make(desk.supervisor, uuid4(), BankFiling(Channel.IBAN, DAY, DAY))
    with pytest.raises(RuleBroken) as not_theirs:
        desk.collecting.make(desk.operator, uuid4(), TO_BANK)

    assert too_soon.value.code is Broken.COLLECTED_TOO_SOON
    assert not_theirs.value.code is Broken.ROLE_MAY_NOT


def test_without_a_creditor_nothing_goes_to_the_bank(desk: OfficeGestures, batch: Batch) -> None:
    debit(desk, batch, client(desk, 0, **ON_FILE))
    nobody = Collecting(desk.office, VAULT, Collector(Creditor("", "", "", "")), DebitFiles(), write_bytes)

    with pytest.raises(Unavailable) as missing:
        nobody.make(desk.supervisor, uuid4(), TO_BANK)

    assert missing.value.fault is Fault.CREDITOR_WRONG
    assert len(desk.collecting.waiting(desk.supervisor)) == 1
