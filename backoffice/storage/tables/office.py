"""The office: its people, what they did, and the numbers it gives."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid

from backoffice.storage.tables.columns import ID, UtcDateTime, id_column, metadata

office_facts = Table(
    "office_facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

people = Table(
    "people",
    metadata,
    id_column(),
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
    Column("person_id", ID, ForeignKey("people.id"), nullable=False),
    Column("workstation", String(80), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

audit_events = Table(
    "audit_events",
    metadata,
    id_column(),
    Column("chain", ID, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("person_id", ID, ForeignKey("people.id")),
    Column("workstation", String(80), nullable=False),
    Column("happened_at", UtcDateTime, nullable=False),
    Column("facts", String, nullable=False),
    Column("mac", String(64), nullable=False),
    UniqueConstraint("chain", "position"),
)
"""`chain`: a batch's id, or 0 for the office. `mac` links each event to the one before (hexadecimal)."""
