"""Groups whose members have an account: their distributions, orders, payments and validations."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from backoffice.storage.tables.columns import ID, by_and_at, gesture_column, id_column, metadata

member_groups = Table(
    "member_groups",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("managed", Boolean, nullable=False),
    Column("methods", String(80), nullable=False),
    Column("negative_allowed", Boolean, nullable=False),
    CheckConstraint("replace(methods, 'cagnotte', '') IN (methods, '')", name="methods"),
)
"""`methods`: with spaces between, in the order of `GroupMethod`; a cagnotte stands alone (M-04)."""

members = Table(
    "members",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("group_id", ID, ForeignKey("member_groups.id"), nullable=False),
    Column("number", String(20), nullable=False),
    Column("name", String(120), nullable=False),
    Column("balance", BigInteger, nullable=False, server_default="0"),
    Column("waiting", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("group_id", "number"),
    CheckConstraint("waiting >= 0", name="waiting"),
)
"""`balance` is the cache of the sum of the member's entries, `waiting` that of the payments that wait for a
confirmation: triggers keep both."""

openings = Table(
    "openings",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("member_id", ID, ForeignKey("members.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("reason", String, nullable=False),
    *by_and_at("recorded"),
)
"""*Reprises de solde*. Of several of one member the newest counts; `reason` says why there was one more."""

distributions = Table(
    "distributions",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("group_id", ID, ForeignKey("member_groups.id"), nullable=False, index=True),
    Column("title", String(80), nullable=False),
    Column("held_on", Date, nullable=False),
    *by_and_at("opened"),
)

member_order_lines = Table(
    "member_order_lines",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("distribution_id", ID, ForeignKey("distributions.id"), nullable=False),
    Column("member_id", ID, ForeignKey("members.id"), nullable=False, index=True),
    Column("label", String(120), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("reverses", ID, ForeignKey("member_order_lines.id"), unique=True),
    *by_and_at("recorded"),
    CheckConstraint("(reverses IS NULL) = (amount > 0)", name="sign"),
    Index("ix_member_order_lines_distribution_id_member_id", "distribution_id", "member_id"),
)

member_payments = Table(
    "member_payments",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("member_id", ID, ForeignKey("members.id"), nullable=False, index=True),
    Column("distribution_id", ID, ForeignKey("distributions.id"), index=True),
    Column("method", String(20), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("cheque_number", String(7), nullable=False),
    Column("provider_id", String(80), unique=True),
    Column("paid_on", Date),
    Column("forced", Boolean, nullable=False),
    Column("reason", String, nullable=False),
    Column("reverses", ID, ForeignKey("member_payments.id"), unique=True),
    *by_and_at("recorded"),
    CheckConstraint("method IN ('cheque', 'cash', 'transfer', 'card_on_site', 'card_online')", name="method"),
    CheckConstraint("(reverses IS NULL) = (amount > 0)", name="sign"),
    CheckConstraint("(method = 'card_online') = (provider_id IS NOT NULL)", name="provider"),
    CheckConstraint("(method = 'card_online') = (distribution_id IS NULL)", name="distribution"),
)
"""`amount`: as announced. A withdrawal is the mirror of its payment, with a `reason`. `paid_on`: as the provider of
card payments says."""

validations = Table(
    "validations",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("distribution_id", ID, ForeignKey("distributions.id"), nullable=False, index=True),
    Column("reverses", ID, ForeignKey("validations.id"), unique=True),
    *by_and_at("recorded"),
)

validation_lines = Table(
    "validation_lines",
    metadata,
    Column("validation_id", ID, ForeignKey("validations.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("payment_id", ID, ForeignKey("member_payments.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    UniqueConstraint("validation_id", "payment_id"),
    CheckConstraint("amount > 0", name="amount"),
)
"""`amount`: as received."""
