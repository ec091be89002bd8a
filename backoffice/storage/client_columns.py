"""Which client a row is about, as lists and papers say it: the columns of the reference and of the name."""

from typing import Any

from sqlalchemy import Row

from backoffice.domain.client_ref import ClientRef
from backoffice.storage.schema import clients

REF = (clients.c.letter, clients.c.partner_code, clients.c.chrono)
REF_AND_NAME = (*REF, clients.c.title, clients.c.last_name, clients.c.first_name)


def ref_of(row: Row[*tuple[Any, ...]]) -> ClientRef:
    """The reference in the columns of a row."""
    return ClientRef(row.letter, row.partner_code, row.chrono)


def name_of(row: Row[*tuple[Any, ...]]) -> str:
    """The whole name in the columns of a row."""
    return full_name(row.title, row.last_name, row.first_name)


def full_name(title: str, last_name: str, first_name: str) -> str:
    """A name as the screens and the papers show it: `Mme DURAND Marie`."""
    return " ".join(part for part in (title, last_name, first_name) if part)
