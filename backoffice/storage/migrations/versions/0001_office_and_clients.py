"""The office, its people, the partners and their clients."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NAME_ORDER = sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _office_facts()
    _people()
    _gestures()
    _audit_events()
    _counters()
    _partners()
    _clients()
    _invoices()
    _orders()


def _office_facts() -> None:
    op.create_table(
        "office_facts",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_office_facts"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("login", name="uq_people_login"),
    )


def _gestures() -> None:
    op.create_table(
        "gestures",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("workstation", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_gestures_person_id"),
        sa.PrimaryKeyConstraint("key", name="pk_gestures"),
    )


def _audit_events() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("chain", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("workstation", sa.String(length=80), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_audit_events_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_events"),
        sa.UniqueConstraint("chain", "position", name="uq_audit_events_chain_position"),
    )


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )


def _partners() -> None:
    op.create_table(
        "partners",
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("banks", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_partners"),
    )


def _clients() -> None:
    op.create_table(
        "clients",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("partner_code", sa.Integer(), nullable=False),
        sa.Column("chrono", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("method_code", sa.SmallInteger(), nullable=False),
        sa.Column("sealed_iban", sa.LargeBinary(), nullable=True),
        sa.Column("rum", sa.String(length=35), nullable=False),
        sa.Column("mandate", sa.String(length=20), nullable=False),
        sa.Column("alias", sa.String(length=80), nullable=False),
        sa.Column("card_brand", sa.String(length=20), nullable=False),
        sa.Column("card_expiry", sa.String(length=7), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("deceased", sa.Boolean(), nullable=False),
        sa.Column("protected_adult", sa.Boolean(), nullable=False),
        sa.Column("search_name", _NAME_ORDER, nullable=False),
        sa.ForeignKeyConstraint(["partner_code"], ["partners.code"], name="fk_clients_partner_code"),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("chrono", "partner_code", "letter", name="uq_clients_chrono_partner_code_letter"),
    )
    op.create_index("ix_clients_name", "clients", ["search_name", "id"], unique=False)


def _invoices() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("circular", sa.String(length=10), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("pending", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("pending >= 0 AND pending <= opening", name="ck_invoices_pending"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_invoices_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoices"),
        sa.UniqueConstraint("client_id", "number", name="uq_invoices_client_id_number"),
    )


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("renewable", sa.Boolean(), nullable=False),
        sa.Column("gift", sa.Boolean(), nullable=False),
        sa.Column("beneficiary", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_orders_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
        sa.UniqueConstraint("client_id", "number", name="uq_orders_client_id_number"),
    )
