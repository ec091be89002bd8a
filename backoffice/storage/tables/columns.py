"""What the tables are made of."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Identity, Integer, MetaData, TypeDecorator, Uuid

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


ID = BigInteger().with_variant(Integer(), "sqlite")


def id_column() -> Column[int]:
    """The column of a number that the database gives."""
    return Column("id", ID, Identity(always=True), primary_key=True)


def gesture_column(*, once: bool) -> Column[UUID]:
    """The gesture that adds a row; `once` where it adds no other of this table."""
    return Column("gesture", Uuid, ForeignKey("gestures.key"), nullable=False, unique=once, index=not once)


def by_and_at(verb: str) -> tuple[Column[int], Column[datetime]]:
    """Who did it and when: `recorded` gives `recorded_by` and `recorded_at`."""
    return (
        Column(f"{verb}_by", ID, ForeignKey("people.id"), nullable=False),
        Column(f"{verb}_at", UtcDateTime, nullable=False),
    )
