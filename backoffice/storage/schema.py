"""The tables. Amounts are whole cents, times are UTC without a zone, dates are dates.

Receipts, instruction lines, gestures, tapes, slips and audit events are only ever added to; batches only move
along their transitions. Triggers made by the migrations see to it on both engines.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC without a zone in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: object) -> datetime | None:
        """What the database keeps."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: object) -> datetime | None:
        """What the program sees."""
        return None if value is None else value.replace(tzinfo=UTC)


_ID = BigInteger().with_variant(Integer(), "sqlite")
_NAME_ORDER = String(200).with_variant(String(200, collation="C"), "postgresql")
"""Byte order on both engines, so that a range of names is a range of the index."""


def _id() -> Column[int]:
    return Column("id", _ID, Identity(always=True), primary_key=True)


office_facts = Table(
    "office_facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

people = Table(
    "people",
    metadata,
    _id(),
    Column("login", String(40), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("active", Boolean, nullable=False),
)

gestures = Table(
    "gestures",
    metadata,
    Column("key", Uuid, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("person_id", _ID, ForeignKey("people.id"), nullable=False),
    Column("workstation", String(80), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

partners = Table(
    "partners",
    metadata,
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("name", String(120), nullable=False),
    Column("banks", String(500), nullable=False),
)

clients = Table(
    "clients",
    metadata,
    _id(),
    Column("letter", String(1), nullable=False),
    Column("partner_code", Integer, ForeignKey("partners.code"), nullable=False),
    Column("chrono", String(10), nullable=False),
    Column("title", String(20), nullable=False),
    Column("last_name", String(80), nullable=False),
    Column("first_name", String(80), nullable=False),
    Column("address", String(200), nullable=False),
    Column("postcode", String(10), nullable=False),
    Column("city", String(80), nullable=False),
    Column("method_code", SmallInteger, nullable=False),
    Column("sealed_iban", LargeBinary),
    Column("rum", String(35), nullable=False),
    Column("mandate", String(20), nullable=False),
    Column("alias", String(80), nullable=False),
    Column("card_brand", String(20), nullable=False),
    Column("card_expiry", String(7), nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("deceased", Boolean, nullable=False),
    Column("protected_adult", Boolean, nullable=False),
    Column("search_name", _NAME_ORDER, nullable=False),
    UniqueConstraint("chrono", "partner_code", "letter"),
    Index("ix_clients_name", "search_name", "id"),
)

invoices = Table(
    "invoices",
    metadata,
    _id(),
    Column("client_id", _ID, ForeignKey("clients.id"), nullable=False),
    Column("number", String(30), nullable=False),
    Column("circular", String(10), nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("opening", BigInteger, nullable=False),
    Column("pending", BigInteger, nullable=False),
    UniqueConstraint("client_id", "number"),
    CheckConstraint("pending >= 0 AND pending <= opening", name="pending"),
)
"""`opening` is what was left to pay at the import; `pending` the cache of it less the settled lines."""

orders = Table(
    "orders",
    metadata,
    _id(),
    Column("client_id", _ID, ForeignKey("clients.id"), nullable=False),
    Column("number", String(30), nullable=False),
    Column("title", String(80), nullable=False),
    Column("status", String(40), nullable=False),
    Column("renewable", Boolean, nullable=False),
    Column("gift", Boolean, nullable=False),
    Column("beneficiary", String(120), nullable=False),
    UniqueConstraint("client_id", "number"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    _id(),
    Column("number", String(20), nullable=False, unique=True),
    Column("arrival_date", Date, nullable=False),
    Column("with_invoice", Boolean, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("opened_by", _ID, ForeignKey("people.id"), nullable=False, index=True),
    Column("opened_at", UtcDateTime, nullable=False, index=True),
    Column("gesture", Uuid, ForeignKey("gestures.key"), nullable=False, unique=True),
    CheckConstraint("state IN ('open', 'preclosed', 'closed')", name="state"),
    CheckConstraint("kind IN ('PARTENARIAT', 'FA')", name="kind"),
)

receipts = Table(
    "receipts",
    metadata,
    _id(),
    Column("gesture", Uuid, ForeignKey("gestures.key"), nullable=False, index=True),
    Column("batch_id", _ID, ForeignKey("batches.id"), nullable=False, index=True),
    Column("client_id", _ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("method_code", SmallInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("figures", BigInteger, nullable=False),
    Column("words", String(300)),
    Column("cheque_number", String(7), nullable=False, index=True),
    Column("forced", Boolean, nullable=False),
    Column("duplicate_of", _ID, ForeignKey("receipts.id")),
    Column("reverses", _ID, ForeignKey("receipts.id"), unique=True),
    Column("corrects", _ID, ForeignKey("receipts.id"), unique=True),
    Column("recorded_by", _ID, ForeignKey("people.id"), nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    CheckConstraint("(reverses IS NULL) = (amount > 0)", name="sign"),
)

instruction_lines = Table(
    "instruction_lines",
    metadata,
    _id(),
    Column("receipt_id", _ID, ForeignKey("receipts.id"), nullable=False, index=True),
    Column("invoice_id", _ID, ForeignKey("invoices.id"), nullable=False, index=True),
    Column("operation", String(20), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("rule", String(10), nullable=False),
    Column("reverses", _ID, ForeignKey("instruction_lines.id"), unique=True),
    CheckConstraint("operation IN ('settle', 'no_payment', 'blank')", name="operation"),
)

tapes = Table(
    "tapes",
    metadata,
    _id(),
    Column("gesture", Uuid, ForeignKey("gestures.key"), nullable=False, unique=True),
    Column("batch_id", _ID, ForeignKey("batches.id"), nullable=False, index=True),
    Column("amounts", String, nullable=False),
    Column("recorded_by", _ID, ForeignKey("people.id"), nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
)
"""`amounts`: the tape's amounts in cents, in the order keyed, with spaces between."""

slips = Table(
    "slips",
    metadata,
    _id(),
    Column("gesture", Uuid, ForeignKey("gestures.key"), nullable=False, unique=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("batch_id", _ID, ForeignKey("batches.id"), nullable=False, index=True),
    Column("last_receipt", _ID, nullable=False),
    Column("count", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("anchor", String(64), nullable=False),
    Column("printed_by", _ID, ForeignKey("people.id"), nullable=False),
    Column("printed_at", UtcDateTime, nullable=False),
)
"""`last_receipt`: the newest receipt that the slip shows; a newer one in the batch makes the slip out of date."""

audit_events = Table(
    "audit_events",
    metadata,
    _id(),
    Column("chain", _ID, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("person_id", _ID, ForeignKey("people.id")),
    Column("workstation", String(80), nullable=False),
    Column("happened_at", UtcDateTime, nullable=False),
    Column("facts", String, nullable=False),
    Column("mac", String(64), nullable=False),
    UniqueConstraint("chain", "position"),
)
"""`chain`: a batch's id, or 0 for the office. `mac` links each event to the one before (hexadecimal)."""
