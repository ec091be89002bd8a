"""The statement of a member's account: each entry with the balance after it, and where the account stands (M-01)."""

from collections.abc import Iterable
from dataclasses import dataclass

from backoffice.domain.documents import MemberStatement
from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import LedgerRow, MemberAccount
from backoffice.domain.money import Money
from backoffice.french.account_words import ENTRY_KINDS, PAID_BY
from backoffice.french.figures import amount, day_of, euros, short_date
from printing.paper import FLOOR, LEFT, RIGHT, TOP, Fact, curved, facts, foot, wordmark
from printing.pen import BOLD, MM, PaperColumn, Pen, shortened, width
from printing.slip_pages import Room, SlipPage, paginate

_TITLE = "Relevé de compte"
_SIZE = 9.0
_ROW = 15.0
_BASELINE = 4.5
"""How far a row's text stands above the row's lower edge."""
_FIRST_TABLE = TOP - 50 * MM
_LATER_TABLE = TOP - 20 * MM
_CLOSING = 26 * MM
_ROOM = Room(
    first=int((_FIRST_TABLE - FLOOR - _ROW) // _ROW),
    later=int((_LATER_TABLE - FLOOR - _ROW) // _ROW) - 1,
    first_closing=int((_FIRST_TABLE - FLOOR - _CLOSING) // _ROW),
    later_closing=int((_LATER_TABLE - FLOOR - _CLOSING) // _ROW) - 1,
)
"""A page that goes on gives up a row to *À reporter*, and the one after it a row to *Report*."""

_DATE = PaperColumn(LEFT)
_WORDS = PaperColumn(LEFT + 20 * MM)
_BALANCE = PaperColumn(RIGHT, right=True)
_GAP = 4 * MM
_LEAST_MONEY = 15 * MM
"""The heads fit."""
_HEADS = ("Date", "Opération", "Débit (€)", "Crédit (€)", "Solde (€)")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of one statement: its amounts are as wide as they need to be, the words have what is left."""

    columns: tuple[PaperColumn, ...]
    words_room: float


def draw(statements: Iterable[MemberStatement], title: str) -> bytes:
    """The statements as PDF, one after the other, the pages of each numbered from 1.

    Args:
        statements: taken one by one, so that a whole group's need not be in memory.
        title: what the document is called.
    """
    pen = Pen(title)
    for statement in statements:
        _draw(pen, statement)
    return pen.finish()


def _draw(pen: Pen, statement: MemberStatement) -> None:
    account = statement.account
    layout = _layout(account)
    pages = paginate(account.entries, _ROOM, lambda entry: entry.amount)
    for number, page in enumerate(pages, start=1):
        wordmark(pen)
        y = _begin_first(pen, statement) if number == 1 else _begin_later(pen, account)
        _heads(pen, y, layout)
        if number > 1:
            y = _carry(pen, y, "Report", page.brought)
        y = _entries(pen, y, page, layout)
        if number == len(pages):
            _close(pen, y, statement)
        else:
            _carry(pen, y, "À reporter", page.carried)
        foot(pen, (f"Établi par {shortened(statement.drawn_by, 120 * MM, 6.5)}",), f"Page {number}/{len(pages)}")
        pen.next_page()


def _begin_first(pen: Pen, statement: MemberStatement) -> float:
    account = statement.account
    pen.write_right(RIGHT, TOP, shortened(account.group_name, 120 * MM, 10), 10)
    pen.write(LEFT, TOP - 13 * MM, _TITLE, 20, BOLD)
    row = (
        Fact("Adhérent n°", account.member.number, 32 * MM),
        Fact("Nom", account.member.name, 107 * MM),
        Fact("Établi le", short_date(statement.drawn_on), 36 * MM),
    )
    facts(pen, TOP - 29 * MM, row, 12)
    pen.rule(LEFT, RIGHT, TOP - 34 * MM)
    return _FIRST_TABLE


def _begin_later(pen: Pen, account: MemberAccount) -> float:
    about = f"{_TITLE} · {account.member.number} · {account.member.name}"
    pen.write(LEFT, TOP - 8 * MM, shortened(about, RIGHT - LEFT, 11, BOLD), 11, BOLD)
    return _LATER_TABLE


def _layout(account: MemberAccount) -> _Layout:
    sums = [amount(money) for entry in account.entries for money in (entry.amount, entry.running)]
    room = max(_LEAST_MONEY, *(width(words, _SIZE) for words in sums), 0.0) + _GAP
    credit, debit = PaperColumn(RIGHT - room, right=True), PaperColumn(RIGHT - 2 * room, right=True)
    return _Layout((_DATE, _WORDS, debit, credit, _BALANCE), debit.x - room - _WORDS.x)


def _heads(pen: Pen, y: float, layout: _Layout) -> None:
    pen.write_rows(layout.columns, (_HEADS,), y + _BASELINE, _ROW, 7.5)
    pen.rule(LEFT, RIGHT, y, 0.75)


def _entries(pen: Pen, y: float, page: SlipPage[LedgerRow], layout: _Layout) -> float:
    if not page.lines:
        pen.write(_WORDS.x, y - _ROW + _BASELINE, "Aucune opération", _SIZE)
        y -= _ROW
    rows = (_cells(entry, layout.words_room) for entry in page.lines)
    pen.write_rows(layout.columns, rows, y - _ROW + _BASELINE, _ROW, _SIZE)
    y -= len(page.lines) * _ROW
    pen.rule(LEFT, RIGHT, y, 0.75)
    return y


def _cells(entry: LedgerRow, room: float) -> tuple[str, ...]:
    worth = amount(Money(abs(entry.amount.cents)))
    debits = entry.amount.cents < 0
    return (
        day_of(entry.happened_at),
        shortened(_words(entry), room, _SIZE),
        worth if debits else "",
        "" if debits else worth,
        amount(entry.running),
    )


def _words(entry: LedgerRow) -> str:
    method = PAID_BY[GroupMethod(entry.method)] if entry.method else ""
    what = f"n° {entry.what}" if entry.method == GroupMethod.CHEQUE and entry.what else entry.what
    kind = " ".join(filter(None, (curved(ENTRY_KINDS[entry.kind]), method)))
    return " · ".join(filter(None, (kind, what, entry.where)))


def _carry(pen: Pen, y: float, words: str, balance: Money) -> float:
    baseline = y - _ROW + _BASELINE
    pen.write(_WORDS.x, baseline, words, _SIZE)
    pen.write_right(_BALANCE.x, baseline, amount(balance), _SIZE)
    return y - _ROW


def _close(pen: Pen, y: float, statement: MemberStatement) -> None:
    account = statement.account
    y -= 13 * MM
    pen.write(LEFT, y, f"Solde au {short_date(statement.drawn_on)} : {_standing(account.balance)}", 11)
    pen.write_right(RIGHT, y, euros(account.balance), 20, BOLD)
    if account.waiting:
        words = f"En attente de confirmation, et pas compté dans le solde : {euros(account.waiting)}"
        pen.write(LEFT, y - 6 * MM, words, _SIZE)


def _standing(balance: Money) -> str:
    if not balance:
        return "compte à zéro"
    return "avoir auprès du groupe" if balance.cents > 0 else "dû au groupe"
