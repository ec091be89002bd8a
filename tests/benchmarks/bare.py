"""The bare thing: what the driver does alone, with hand-written statements, for the same facts and the same rows."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pysqlite3 import dbapi2

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import PageMark
from backoffice.domain.gesture import fingerprint
from backoffice.domain.people import Actor
from backoffice.keying.recorded_form import ChequeForm
from backoffice.procedure.rules import EDITION

Bare = Any
"""A connection of a driver: pysqlite3's has no types."""

_SQLITE: Any = dbapi2

_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "busy_timeout=30000",
)
_IDENTITY = """
    SELECT c.id, c.letter, c.partner_code, c.chrono, c.title, c.last_name, c.first_name, c.address, c.postcode, c.city,
        p.name, c.blocked, c.deceased, c.protected_adult, p.direct_method
    FROM clients c JOIN partners p ON p.code = c.partner_code"""
_FIND = f"{_IDENTITY} WHERE c.chrono = ? AND c.partner_code = ? AND c.letter = ?"
_DOSSIER = (
    f"{_IDENTITY} WHERE c.id = ?",
    """SELECT id, number, circular, issued_on, amount, pending FROM invoices
    WHERE client_id = ? AND pending > 0 ORDER BY issued_on, id""",
    "SELECT number, title, status, renewable, gift, beneficiary FROM orders WHERE client_id = ? ORDER BY id",
    """SELECT r.id, r.batch_id, b.number, c.letter, c.partner_code, c.chrono, c.title, c.last_name, c.first_name,
        r.cheque_number, r.amount,
        r.amount - (SELECT coalesce(sum(l.amount), 0) FROM instruction_lines l WHERE l.receipt_id = r.id),
        r.recorded_at, p.name, EXISTS (SELECT 1 FROM receipts v WHERE v.reverses = r.id), r.reverses
    FROM receipts r JOIN batches b ON b.id = r.batch_id JOIN clients c ON c.id = r.client_id
        JOIN people p ON p.id = r.recorded_by
    WHERE r.client_id = ? ORDER BY r.id DESC LIMIT 50""",
    """SELECT (SELECT coalesce(sum(amount), 0) FROM receipts WHERE client_id = ?1) -
        (SELECT coalesce(sum(l.amount), 0) FROM instruction_lines l JOIN receipts r ON r.id = l.receipt_id
        WHERE r.client_id = ?1)""",
)
_NAMES = """
    SELECT id, letter, partner_code, chrono, title, last_name, first_name, postcode, city, blocked, deceased,
        search_name
    FROM clients WHERE search_name >= ? AND search_name < ?"""
_AFTER = " AND (search_name, id) > (?, ?)"
_POSTCODE = " AND postcode LIKE ?"
_PAGE = " ORDER BY search_name, id LIMIT 51"


def connect(file: Path, *more_settings: str) -> Bare:
    """A connection of the driver with the settings of the program's own."""
    connection = _SQLITE.connect(str(file), isolation_level=None)
    for setting in (*_SETTINGS, *more_settings):
        connection.execute(f"PRAGMA {setting}")
    return connection


def find(connection: Bare, ref: ClientRef) -> object:
    """The client of a reference."""
    return connection.execute(_FIND, (ref.chrono, ref.partner_code, ref.letter)).fetchone()


def dossier(connection: Bare, client_id: int) -> list[list[Sequence[object]]]:
    """The five queries of a client's whole file."""
    return [connection.execute(query, (client_id,)).fetchall() for query in _DOSSIER]


def names(connection: Bare, prefix: str, postcode: str = "", after: PageMark | None = None) -> list[Sequence[object]]:
    """A page of the search by name."""
    query = _NAMES
    values: list[object] = [after.search_name if after else prefix, f"{prefix}~"]
    if after:
        query += _AFTER
        values += (after.search_name, after.client_id)
    if postcode:
        query += _POSTCODE
        values.append(f"{postcode}%")
    rows: list[Sequence[object]] = connection.execute(query + _PAGE, values).fetchall()
    return rows


@dataclass(frozen=True, slots=True)
class ChequeRows:
    """The rows that the keying of a cheque leaves, ready to be inserted: receipt ids are still to come.

    Attributes:
        settled: cents and id of the invoices that have less to pay.
    """

    gesture: tuple[object, ...]
    receipt: tuple[object, ...]
    lines: tuple[tuple[object, ...], ...]
    settled: tuple[tuple[int, int], ...]
    mail: tuple[object, ...]
    event: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Engine:
    """How a driver wants its statements and its values."""

    mark: str
    kept: Callable[[object], object]
    begin: str


def _kept_by_sqlite(value: object) -> object:
    if isinstance(value, UUID):
        return value.hex
    return value.replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value


SQLITE = Engine("?", _kept_by_sqlite, "BEGIN IMMEDIATE")
POSTGRESQL = Engine("%s", lambda value: value, "BEGIN")


def cheque_rows(engine: Engine, who: Actor, form: ChequeForm, position: int, now: datetime) -> ChequeRows:
    """What `form` leaves in the books; `position` is that of its event in the batch's chain."""
    key, moment = engine.kept(form.key), engine.kept(now)
    cents, mark = form.figures.cents, fingerprint(form)
    facts = repr(form)[:200]
    return ChequeRows(
        gesture=(key, form.word, mark, who.person_id, who.workstation, moment),
        receipt=(key, form.batch_id, form.client_id, 15, cents, cents, form.number, form.forced, who.person_id, moment),
        lines=tuple((row.invoice_id, row.operation.value, row.amount.cents, row.rule) for row in form.rows),
        settled=tuple((row.amount.cents, row.invoice_id) for row in form.rows if row.amount),
        mail=(key, form.batch_id, form.client_id, *_kept(form), who.person_id, moment),
        event=(form.batch_id, position, "cheque recorded", who.person_id, who.workstation, moment, facts, mark),
    )


def _kept(form: ChequeForm) -> tuple[str, ...]:
    """What is kept of a plain coupon: paper, annotations, rules, facts, departure, decision, edition."""
    rules = " ".join(json.loads(form.decided)["rules"])
    return "discard", "", rules, form.ticks.as_json(), "", form.decided, EDITION


class Keying:
    """Cheques keyed by the driver alone: one transaction each, on a connection that is in no transaction."""

    def __init__(self, connection: Bare, engine: Engine) -> None:
        self._execute = connection.execute
        self._begin = engine.begin
        self._gesture = _insert(engine, "gestures", "key, name, fingerprint, person_id, workstation, made_at")
        self._receipt = _insert(
            engine,
            "receipts",
            "gesture, batch_id, client_id, method_code, amount, figures, cheque_number, forced, recorded_by, "
            "recorded_at",
        )
        self._receipt += " RETURNING id"
        self._line = _insert(engine, "instruction_lines", "receipt_id, invoice_id, operation, amount, rule")
        self._settle = f"UPDATE invoices SET pending = pending - {engine.mark} WHERE id = {engine.mark}"
        self._mail = _insert(
            engine,
            "mail",
            "receipt_id, gesture, batch_id, client_id, paper, annotations, rules, facts, departure, decision, edition, "
            "recorded_by, recorded_at",
        )
        self._event = _insert(
            engine, "audit_events", "chain, position, kind, person_id, workstation, happened_at, facts, mac"
        )

    def record(self, rows: ChequeRows) -> None:
        """Insert what a cheque leaves, and commit."""
        execute = self._execute
        execute(self._begin)
        execute(self._gesture, rows.gesture)
        (receipt_id,) = execute(self._receipt, rows.receipt).fetchone()
        for line in rows.lines:
            execute(self._line, (receipt_id, *line))
        for settled in rows.settled:
            execute(self._settle, settled)
        execute(self._mail, (receipt_id, *rows.mail))
        execute(self._event, rows.event)
        execute("COMMIT")


def _insert(engine: Engine, table: str, columns: str) -> str:
    marks = ", ".join(engine.mark for _ in columns.split(","))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"
