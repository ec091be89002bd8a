"""The slips by name, as screens list them."""

from collections.abc import Mapping
from typing import Literal

from backoffice.domain.paper import MailSlipKind

SORTING: Literal["tri"] = "tri"
SlipName = MailSlipKind | Literal["tri"] | None
"""A kind of slip; None is the receipt slip, `SORTING` that of a pile of *Tri*."""

_RECEIVED, _SORTED = "Encaissement", "Tri"
_TRANSMISSIONS = {
    MailSlipKind.CHEQUE: "Chèque",
    MailSlipKind.CARD: "Carte bancaire",
    MailSlipKind.IBAN: "IBAN",
    MailSlipKind.NONE: "Sans mode de règlement",
}
_OTHERS = {
    MailSlipKind.RECOVERY: "Recouvrement",
    MailSlipKind.SRC: "SRC",
    MailSlipKind.ARCHIVE: "Archivage",
    MailSlipKind.REJECT: "REJET",
}

SHORT_NAMES: Mapping[MailSlipKind, str] = {**_TRANSMISSIONS, **_OTHERS}
"""For keys."""

SLIP_NAMES: Mapping[SlipName, str] = {
    None: _RECEIVED,
    **{kind: f"Transmission · {name}" for kind, name in _TRANSMISSIONS.items()},
    MailSlipKind.RECOVERY: "Transfert · Recouvrement",
    MailSlipKind.SRC: "Transfert · SRC",
    MailSlipKind.ARCHIVE: "Archivage",
    MailSlipKind.REJECT: "REJET",
    SORTING: _SORTED,
}


def listed_name(kind: SlipName) -> str:
    """The name where there is little room and the number tells the family."""
    if kind is None:
        return _RECEIVED
    return _SORTED if kind == SORTING else SHORT_NAMES[kind]
