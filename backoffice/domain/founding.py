"""What the first start on a workstation asks: where the office's data is, and what an address leads to."""

from dataclasses import dataclass, field
from enum import StrEnum, unique
from urllib.parse import quote


@unique
class DataPlace(StrEnum):
    """Where the data of an office is kept."""

    HERE = "here"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class OfficeAddress:
    """A PostgreSQL database, as somebody types it.

    Attributes:
        server: its name on the network, with `:` and the port where it is not the usual one.
    """

    server: str
    database: str
    user: str
    password: str = field(repr=False)

    @property
    def url(self) -> str:
        """As the settings have it."""
        password = f":{quote(self.password, safe='')}" if self.password else ""
        return (
            f"postgresql+psycopg://{quote(self.user, safe='')}{password}@{self.server}/{quote(self.database, safe='')}"
        )


@dataclass(frozen=True, slots=True)
class AddressedDatabase:
    """The database that an address leads to, or the one that is to be made here.

    Attributes:
        check_value: of the secret that it knows; empty where it knows none yet.
        has_people: whether somebody can log in.
    """

    check_value: str = ""
    has_people: bool = False
