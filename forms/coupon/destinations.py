"""The document's words for where a paper goes."""

from collections.abc import Mapping

from backoffice.domain.paper import Paper, SlipKind

Destination = tuple[Paper, SlipKind | None]
"""Where a paper goes, and under which transmission slip."""

DESTINATIONS: Mapping[Destination, str] = {
    (Paper.DISCARD, None): "Jeter le coupon",
    (Paper.ARCHIVE, None): "Conserver et archiver",
    (Paper.SCAN, SlipKind.CHEQUE): "Transférer à la numérisation, bordereau chèque",
    (Paper.SCAN, SlipKind.CARD): "Transférer à la numérisation, bordereau carte bancaire",
    (Paper.SCAN, SlipKind.IBAN): "Transférer à la numérisation, bordereau IBAN",
    (Paper.SCAN, SlipKind.NONE): "Transférer à la numérisation, bordereau sans mode de règlement",
    (Paper.RECOVERY, None): "Transférer au service de recouvrement",
    (Paper.SRC, None): "Transférer au SRC",
    (Paper.REJECT, None): "REJET",
    (Paper.SET_ASIDE, None): "Mettre de côté pour un lot SANS FACTURE",
}
"""The document's words for every destination, in the order in which they are offered."""

SHORT: Mapping[Destination, str] = {
    (Paper.DISCARD, None): "Jeter",
    (Paper.ARCHIVE, None): "Archiver",
    (Paper.SCAN, SlipKind.CHEQUE): "Numérisation, chèque",
    (Paper.SCAN, SlipKind.CARD): "Numérisation, carte bancaire",
    (Paper.SCAN, SlipKind.IBAN): "Numérisation, IBAN",
    (Paper.SCAN, SlipKind.NONE): "Numérisation, sans MDR",
    (Paper.RECOVERY, None): "Recouvrement",
    (Paper.SRC, None): "SRC",
    (Paper.REJECT, None): "REJET",
    (Paper.SET_ASIDE, None): "Mettre de côté",
}
"""The same where there is little room."""
