"""The document's words for where papers go, and for the slips under which they go: on screens and on the slips."""

from collections.abc import Mapping
from typing import Literal

from backoffice.domain.paper import MailSlipKind, Paper, SlipKind
from backoffice.french.batch_words import invoice_mode

Destination = tuple[Paper, SlipKind | None]
"""Where a paper goes, and under which transmission slip."""

SORTING: Literal["tri"] = "tri"
SlipName = MailSlipKind | Literal["tri"] | None
"""A kind of slip; None is the receipt slip, `SORTING` that of a pile of *Tri*."""

RECEIPT_SLIP = "Bordereau d'encaissement"
SORTING_SLIP = "Bordereau de tri"
TRANSMISSION_SLIP = "Bordereau transmission pour numérisation"
ARCHIVE_SLIP = "Bordereau d'archivage"
LOT_SHEET = "Feuille de lot"
CANCELLED_RECEIPT = "Annulation d'encaissement"
"""The papers by their titles."""

TO_PRINT = "à imprimer"
"""In place of a slip's number."""

BY_SHUTTLE = "par navette interne, enveloppe inter-service"
"""How papers reach the SRC."""

TRANSMISSIONS: Mapping[SlipKind, str] = {
    SlipKind.CHEQUE: "Chèque",
    SlipKind.CARD: "Carte bancaire",
    SlipKind.IBAN: "IBAN",
    SlipKind.NONE: "Sans mode de règlement",
}
"""The four transmission slips (P-05)."""

_SRC, _REJECT, _RECOVERY = "SRC", "REJET", "Recouvrement"
_ARCHIVING = "Archivage"


def _within(words: str) -> str:
    """Words inside a sentence: *chèque*, but *IBAN*."""
    return words if words.isupper() else f"{words[:1].lower()}{words[1:]}"


DESTINATIONS: Mapping[Destination, str] = {
    (Paper.DISCARD, None): "Jeter le coupon",
    (Paper.ARCHIVE, None): "Conserver et archiver",
    **{
        (Paper.SCAN, slip): f"Transférer à la numérisation, bordereau {_within(name)}"
        for slip, name in TRANSMISSIONS.items()
    },
    (Paper.RECOVERY, None): "Transférer au service de recouvrement",
    (Paper.SRC, None): f"Transférer au {_SRC}",
    (Paper.REJECT, None): _REJECT,
    (Paper.SET_ASIDE, None): f"Mettre de côté pour un lot {invoice_mode(with_invoice=False)}",
}
"""The document's words for every destination, in the order in which they are offered."""

SHORT: Mapping[Destination, str] = {
    (Paper.DISCARD, None): "Jeter",
    (Paper.ARCHIVE, None): "Archiver",
    **{(Paper.SCAN, slip): f"Numérisation, {_within(name)}" for slip, name in TRANSMISSIONS.items()},
    (Paper.SCAN, SlipKind.NONE): "Numérisation, sans MDR",
    (Paper.RECOVERY, None): _RECOVERY,
    (Paper.SRC, None): _SRC,
    (Paper.REJECT, None): _REJECT,
    (Paper.SET_ASIDE, None): "Mettre de côté",
}
"""The same where there is little room."""

SHORT_NAMES: Mapping[MailSlipKind, str] = {
    **{MailSlipKind(slip.value): name for slip, name in TRANSMISSIONS.items()},
    MailSlipKind.RECOVERY: _RECOVERY,
    MailSlipKind.SRC: _SRC,
    MailSlipKind.ARCHIVE: _ARCHIVING,
    MailSlipKind.REJECT: _REJECT,
}
"""The slips for keys."""

SLIP_NAMES: Mapping[SlipName, str] = {
    None: "Encaissement",
    **{MailSlipKind(slip.value): f"Transmission · {name}" for slip, name in TRANSMISSIONS.items()},
    MailSlipKind.RECOVERY: f"Transfert · {_RECOVERY}",
    MailSlipKind.SRC: f"Transfert · {_SRC}",
    MailSlipKind.ARCHIVE: _ARCHIVING,
    MailSlipKind.REJECT: _REJECT,
    SORTING: "Tri",
}
"""The slips with their family."""

SLIP_TITLES: Mapping[MailSlipKind, str] = {
    **{MailSlipKind(slip.value): TRANSMISSION_SLIP for slip in TRANSMISSIONS},
    MailSlipKind.RECOVERY: "Transfert au service de recouvrement",
    MailSlipKind.SRC: f"Transfert au {_SRC}",
    MailSlipKind.ARCHIVE: ARCHIVE_SLIP,
    MailSlipKind.REJECT: _REJECT,
}
"""The slips as they are headed."""

SLIP_ABOUT: Mapping[MailSlipKind, str] = {
    **{MailSlipKind(slip.value): name for slip, name in TRANSMISSIONS.items()},
    MailSlipKind.RECOVERY: "",
    MailSlipKind.SRC: BY_SHUTTLE.capitalize(),
    MailSlipKind.ARCHIVE: "Papiers conservés avec la sépanisation",
    MailSlipKind.REJECT: "Comptes bloqués, un gros B sur le coupon",
}
"""What a slip says of its papers under its title."""

RECEIVED_BY: Mapping[MailSlipKind, str] = {
    **{MailSlipKind(slip.value): "Reçu par la numérisation" for slip in TRANSMISSIONS},
    MailSlipKind.RECOVERY: "Reçu par le service de recouvrement",
    MailSlipKind.SRC: f"Reçu par le {_SRC}",
    MailSlipKind.ARCHIVE: "Archivé par",
    MailSlipKind.REJECT: f"Reçu au {_REJECT}",
}
"""Who signs for the papers of a slip."""


def slip_state(*, current: bool) -> str:
    """Whether a printed slip still lists what its batch holds: `à jour`, `dépassé`."""
    return "à jour" if current else "dépassé"


def listed_name(kind: SlipName) -> str:
    """The name where there is little room and the number tells the family."""
    return SHORT_NAMES[kind] if isinstance(kind, MailSlipKind) else SLIP_NAMES[kind]
