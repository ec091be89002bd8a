"""Partners, their clients, and what these owe and have ordered."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from backoffice.storage.tables.columns import ID, id_column, metadata

_NAME_ORDER = String(200).with_variant(String(200, collation="C"), "postgresql")
"""Byte order on both engines, so that a range of names is a range of the index."""

partners = Table(
    "partners",
    metadata,
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("name", String(120), nullable=False),
    Column("banks", String(500), nullable=False),
    Column("direct_method", SmallInteger),
    CheckConstraint(
        "direct_method BETWEEN 1 AND 99 AND direct_method NOT IN (15, 80, 81, 82, 99)", name="direct_method"
    ),
)
"""`direct_method` is the code of the partner's own direct debit (P-61)."""

clients = Table(
    "clients",
    metadata,
    id_column(),
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
    Column("signed_on", Date),
    Column("alias", String(80), nullable=False),
    Column("card_brand", String(20), nullable=False),
    Column("card_expiry", String(7), nullable=False),
    Column("card_last4", String(4), nullable=False, server_default=""),
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
    id_column(),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False),
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
    id_column(),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False),
    Column("number", String(30), nullable=False),
    Column("title", String(80), nullable=False),
    Column("status", String(40), nullable=False),
    Column("renewable", Boolean, nullable=False),
    Column("gift", Boolean, nullable=False),
    Column("beneficiary", String(120), nullable=False),
    UniqueConstraint("client_id", "number"),
)
