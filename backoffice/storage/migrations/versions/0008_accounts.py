"""Groups whose members have an account, with what the database refuses of them."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import append_only, follow, never_deleted, refuse

revision = "0008"
down_revision = "0007"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FIXED = {
    "member_groups": ("id", "gesture", "name"),
    "members": ("id", "gesture", "group_id", "number"),
}
_OF_ONE_GROUP = (
    "EXISTS (SELECT 1 FROM distributions d JOIN members m ON m.group_id = d.group_id "
    "WHERE d.id = NEW.distribution_id AND m.id = NEW.member_id)"
)
_VALIDATED = (
    "EXISTS (SELECT 1 FROM validations v WHERE v.distribution_id = NEW.distribution_id "
    "AND v.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM validations u WHERE u.reverses = v.id))"
)
_MANAGED = (
    "(SELECT g.managed FROM distributions d JOIN member_groups g ON g.id = d.group_id WHERE d.id = NEW.distribution_id)"
)
_MIRRORS = (
    "EXISTS (SELECT 1 FROM {0} o WHERE o.id = NEW.reverses AND o.reverses IS NULL AND o.amount = -NEW.amount "
    "AND o.member_id = NEW.member_id AND o.distribution_id = NEW.distribution_id)"
)
_UNDOES = (
    "EXISTS (SELECT 1 FROM validations o WHERE o.id = NEW.reverses AND o.reverses IS NULL "
    "AND o.distribution_id = NEW.distribution_id)"
)
_FOLLOWED = (
    "EXISTS (SELECT 1 FROM validations v JOIN distributions d ON d.id = v.distribution_id "
    "JOIN distributions own ON own.group_id = d.group_id "
    "WHERE own.id = NEW.distribution_id AND v.id > NEW.reverses "
    "AND v.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM validations u WHERE u.reverses = v.id))"
)
_IN_THE_GROUP = (
    "EXISTS (SELECT 1 FROM validations v JOIN distributions d ON d.id = v.distribution_id "
    "JOIN members m ON m.group_id = d.group_id JOIN member_payments p ON p.member_id = m.id "
    "WHERE v.id = NEW.validation_id AND v.reverses IS NULL AND p.id = NEW.payment_id AND p.reverses IS NULL)"
)
_ANNOUNCED = "UPDATE members SET waiting = waiting + NEW.amount WHERE id = NEW.member_id"
_CONFIRMED_NOW = (
    "UPDATE members SET waiting = waiting - (SELECT p.amount FROM member_payments p WHERE p.id = NEW.payment_id) "
    "WHERE id = (SELECT p.member_id FROM member_payments p WHERE p.id = NEW.payment_id)"
)
_CONFIRMED_NO_MORE = (
    "UPDATE members SET waiting = waiting + (SELECT SUM(p.amount) FROM member_payments p "
    "JOIN validation_lines l ON l.payment_id = p.id "
    "WHERE l.validation_id = NEW.reverses AND p.member_id = members.id) "
    "WHERE id IN (SELECT p.member_id FROM member_payments p JOIN validation_lines l ON l.payment_id = p.id "
    "WHERE l.validation_id = NEW.reverses)"
)
_WITHDRAWN = "EXISTS (SELECT 1 FROM member_payments w WHERE w.reverses = NEW.payment_id)"
_CONFIRMED = (
    "EXISTS (SELECT 1 FROM validation_lines l JOIN validations v ON v.id = l.validation_id WHERE l.payment_id = {} "
    "AND v.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM validations u WHERE u.reverses = v.id))"
)


def upgrade() -> None:
    """Make the tables and their triggers."""
    _member_groups()
    _members()
    _openings()
    _distributions()
    _member_order_lines()
    _member_payments()
    _validations()
    _validation_lines()
    for table in (
        "openings",
        "distributions",
        "member_order_lines",
        "member_payments",
        "validations",
        "validation_lines",
    ):
        append_only(table)
    for table, fixed in _FIXED.items():
        never_deleted(table)
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in fixed)
        refuse(table, "UPDATE", f"{table}_keep_their_place", changed)
    _orders_and_payments()
    _validating()
    follow("member_payments", "member_payments_wait", _ANNOUNCED, "NEW.method <> 'card_online'")
    follow("validation_lines", "validation_lines_no_more", _CONFIRMED_NOW)
    follow("validations", "validations_wait_again", _CONFIRMED_NO_MORE, "NEW.reverses IS NOT NULL")


def _orders_and_payments() -> None:
    """Orders only grow while payments are managed (M-02), and a validated distribution takes nothing more."""
    lines, payments = "member_order_lines", "member_payments"
    for table in (lines, payments):
        in_one_group = f"NEW.distribution_id IS NOT NULL AND NOT {_OF_ONE_GROUP}"
        refuse(table, "INSERT", f"{table}_of_one_group", in_one_group)
        not_a_mirror = f"NEW.reverses IS NOT NULL AND NOT {_MIRRORS.format(table)}"
        refuse(table, "INSERT", f"{table}_mirror", not_a_mirror)
    refuse(lines, "INSERT", f"{lines}_only_grow", f"NEW.reverses IS NOT NULL AND {_MANAGED}")
    refuse(lines, "INSERT", f"{lines}_validated", _VALIDATED)
    refuse(payments, "INSERT", f"{payments}_validated", f"NEW.reverses IS NULL AND {_VALIDATED}")
    withdrawn = f"NEW.reverses IS NOT NULL AND {_CONFIRMED.format('NEW.reverses')}"
    refuse(payments, "INSERT", f"{payments}_confirmed", withdrawn)


def _validating() -> None:
    """A distribution is validated once, a payment confirmed once, and the last validation alone undone (M-05)."""
    out_of_turn = f"(NEW.reverses IS NOT NULL AND (NOT {_UNDOES} OR {_FOLLOWED}))"
    again = f"(NEW.reverses IS NULL AND {_VALIDATED}) OR {out_of_turn}"
    refuse("validations", "INSERT", "validations_in_turn", again)
    not_waiting = f"NOT {_IN_THE_GROUP} OR {_WITHDRAWN} OR {_CONFIRMED.format('NEW.payment_id')}"
    refuse("validation_lines", "INSERT", "validation_lines_wait", not_waiting)


def _id() -> sa.Column[int]:
    return sa.Column("id", _ID, sa.Identity(always=True), nullable=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    place = "gestures.key" if target == "gestures" else f"{target}.id"
    return sa.ForeignKeyConstraint([column], [place], name=f"fk_{table}_{column}")


def _member_groups() -> None:
    op.create_table(
        "member_groups",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("managed", sa.Boolean(), nullable=False),
        sa.Column("methods", sa.String(length=80), nullable=False),
        sa.Column("negative_allowed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("replace(methods, 'cagnotte', '') IN (methods, '')", name="ck_member_groups_methods"),
        _to("member_groups", "gesture", "gestures"),
        sa.PrimaryKeyConstraint("id", name="pk_member_groups"),
        sa.UniqueConstraint("gesture", name="uq_member_groups_gesture"),
        sa.UniqueConstraint("name", name="uq_member_groups_name"),
    )


def _members() -> None:
    op.create_table(
        "members",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("group_id", _ID, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("balance", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("waiting", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("waiting >= 0", name="ck_members_waiting"),
        _to("members", "gesture", "gestures"),
        _to("members", "group_id", "member_groups"),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("group_id", "number", name="uq_members_group_id_number"),
    )
    _index("members", "gesture")


def _openings() -> None:
    op.create_table(
        "openings",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("member_id", _ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        _to("openings", "gesture", "gestures"),
        _to("openings", "member_id", "members"),
        _to("openings", "recorded_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_openings"),
    )
    _index("openings", "gesture")
    _index("openings", "member_id")


def _distributions() -> None:
    op.create_table(
        "distributions",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("group_id", _ID, nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("opened_by", _ID, nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        _to("distributions", "gesture", "gestures"),
        _to("distributions", "group_id", "member_groups"),
        _to("distributions", "opened_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_distributions"),
        sa.UniqueConstraint("gesture", name="uq_distributions_gesture"),
    )
    _index("distributions", "group_id")


def _member_order_lines() -> None:
    table = "member_order_lines"
    op.create_table(
        table,
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("distribution_id", _ID, nullable=False),
        sa.Column("member_id", _ID, nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(reverses IS NULL) = (amount > 0)", name="ck_member_order_lines_sign"),
        _to(table, "gesture", "gestures"),
        _to(table, "distribution_id", "distributions"),
        _to(table, "member_id", "members"),
        _to(table, "reverses", table),
        _to(table, "recorded_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_member_order_lines"),
        sa.UniqueConstraint("reverses", name="uq_member_order_lines_reverses"),
    )
    _index(table, "gesture")
    _index(table, "member_id")
    _index(table, "distribution_id", "member_id")


def _member_payments() -> None:
    table = "member_payments"
    methods = "method IN ('cheque', 'cash', 'transfer', 'card_on_site', 'card_online')"
    op.create_table(
        table,
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("member_id", _ID, nullable=False),
        sa.Column("distribution_id", _ID, nullable=True),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("cheque_number", sa.String(length=7), nullable=False),
        sa.Column("provider_id", sa.String(length=80), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("forced", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(methods, name="ck_member_payments_method"),
        sa.CheckConstraint("(reverses IS NULL) = (amount > 0)", name="ck_member_payments_sign"),
        sa.CheckConstraint("(method = 'card_online') = (provider_id IS NOT NULL)", name="ck_member_payments_provider"),
        sa.CheckConstraint(
            "(method = 'card_online') = (distribution_id IS NULL)", name="ck_member_payments_distribution"
        ),
        _to(table, "gesture", "gestures"),
        _to(table, "member_id", "members"),
        _to(table, "distribution_id", "distributions"),
        _to(table, "reverses", table),
        _to(table, "recorded_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_member_payments"),
        sa.UniqueConstraint("provider_id", name="uq_member_payments_provider_id"),
        sa.UniqueConstraint("reverses", name="uq_member_payments_reverses"),
    )
    for column in ("gesture", "member_id", "distribution_id"):
        _index(table, column)


def _validations() -> None:
    op.create_table(
        "validations",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("distribution_id", _ID, nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        _to("validations", "gesture", "gestures"),
        _to("validations", "distribution_id", "distributions"),
        _to("validations", "reverses", "validations"),
        _to("validations", "recorded_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_validations"),
        sa.UniqueConstraint("gesture", name="uq_validations_gesture"),
        sa.UniqueConstraint("reverses", name="uq_validations_reverses"),
    )
    _index("validations", "distribution_id")


def _validation_lines() -> None:
    table = "validation_lines"
    op.create_table(
        table,
        sa.Column("validation_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("payment_id", _ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name="ck_validation_lines_amount"),
        _to(table, "validation_id", "validations"),
        _to(table, "payment_id", "member_payments"),
        sa.PrimaryKeyConstraint("validation_id", "position", name="pk_validation_lines"),
        sa.UniqueConstraint("validation_id", "payment_id", name="uq_validation_lines_validation_id_payment_id"),
    )
    _index(table, "payment_id")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), unique=False)
