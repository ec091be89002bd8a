from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from backoffice.domain.tape import control
from forms.closing.keyed_tape import KeyedTape
from forms.closing.step_summary import lines_table
from forms.closing.tape_rows import LineMark, control_rows, control_table, first_wrong, next_to_come
from tests.forms.closing.conftest import Dress
from tests.forms.screen_window import texts

LONGEST = ClientRef("M", 999, "8888888888")
SCALES = pytest.mark.parametrize("percent", [90, 100, 150, 160])


def _receipts(*cents: int) -> tuple[ReceiptRow, ...]:
    return tuple(_receipt(number, Money(amount)) for number, amount in enumerate(cents, start=101))


def _receipt(number: int, amount: Money) -> ReceiptRow:
    ref, moment = ClientRef("J", 121, "52134466"), datetime(2024, 3, 4, tzinfo=UTC)
    return ReceiptRow(
        id=number,
        batch_id=1,
        batch_number="2024-0001",
        ref=ref,
        name="Mme DURAND Marie",
        cheque_number="5508018",
        amount=amount,
        figures=amount,
        words=None,
        credit=Money(0),
        recorded_at=moment,
        operator="A. Morel",
        reversed=False,
        reverses=None,
    )


def _marks(keyed: tuple[int, ...], tape: tuple[int, ...], *, whole: bool) -> list[tuple[int | None, LineMark]]:
    found = control(_receipts(*keyed), [Money(cents) for cents in tape])
    return [(row.position, row.mark) for row in control_rows(found, whole=whole)]


def test_a_cheque_waits_until_the_tape_is_whole() -> None:
    assert _marks((1, 2), (1,), whole=False) == [(1, LineMark.AGREES), (2, LineMark.WAITS)]
    assert _marks((1, 2), (1,), whole=True) == [(1, LineMark.AGREES), (2, LineMark.NOT_ON_TAPE)]


def test_another_amount_is_told_at_once() -> None:
    assert _marks((1, 2, 3), (1, 5), whole=False) == [(1, LineMark.AGREES), (2, LineMark.DIFFERS), (3, LineMark.WAITS)]


def test_an_amount_without_a_cheque_has_no_position() -> None:
    assert _marks((1,), (1, 7), whole=True) == [(1, LineMark.AGREES), (None, LineMark.NOT_KEYED)]


def test_where_to_look_and_what_comes_next() -> None:
    found = control(_receipts(1, 2, 3), [Money(1), Money(5)])
    rows = control_rows(found, whole=False)
    wrong, waiting = first_wrong(rows), next_to_come(rows)
    assert (wrong and wrong.position, waiting and waiting.position) == (2, 3)
    assert first_wrong(rows[:1]) is None
    assert next_to_come(rows[:2]) is None


@pytest.mark.parametrize("tape", [(), (1,), (1, 2, 7)])
def test_a_recorded_tape_comes_back_with_its_amounts(tape: tuple[int, ...]) -> None:
    amounts = tuple(map(Money, tape))
    roll = KeyedTape.of(control(_receipts(1, 2), amounts))
    assert (sorted(roll.amounts), roll.is_kept) == (sorted(amounts), True)


def test_an_empty_tape_is_nothing_to_lose() -> None:
    assert KeyedTape.keyed(()).is_kept
    assert not KeyedTape.keyed((Money(1),)).is_kept


@SCALES
def test_the_longest_reference_and_the_largest_gap_are_whole(qtbot: QtBot, dress: Dress, percent: int) -> None:
    dress(percent)
    receipt = replace(_receipt(1, Money(12_345_67)), ref=LONGEST)
    table = control_table()
    qtbot.addWidget(table)
    table.show_rows(control_rows(control((receipt,), [Money(1)]), whole=True))

    assert _cut(table) == []


@SCALES
def test_both_amounts_of_a_cheque_whose_words_were_taken_are_whole(qtbot: QtBot, dress: Dress, percent: int) -> None:
    dress(percent)
    receipt = replace(_receipt(1, Money(12_345_67)), figures=Money(12_345_76), words="douze mille")
    lines, both = lines_table(), control_table()
    for tape in (12_345_76, 1):
        qtbot.addWidget(both)
        both.show_rows(control_rows(control((receipt,), [Money(tape)]), whole=True))
        assert _cut(both) == []
    qtbot.addWidget(lines)
    lines.show_rows([receipt])
    assert texts(lines)[0][5] == "P-20 chiffres 12\u202f345,76"
    assert _cut(lines) == []


@SCALES
def test_the_longest_reference_among_the_lines_is_whole(qtbot: QtBot, dress: Dress, percent: int) -> None:
    dress(percent)
    table = lines_table()
    qtbot.addWidget(table)
    table.show_rows([replace(_receipt(1, Money(12_345_67)), ref=LONGEST, credit=Money(1_234_56))])

    assert _cut(table) == []


def _cut(table: QTableView) -> list[str]:
    """The heads of the columns, but the names', in which something is cut."""
    model, heads = table.model(), Qt.Orientation.Horizontal
    return [
        str(model.headerData(at, heads))
        for at in range(model.columnCount())
        if table.sizeHintForColumn(at) > table.columnWidth(at) and model.headerData(at, heads) != "Nom"
    ]
