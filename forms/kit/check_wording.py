"""What the check of the books says, in French. Knows no Qt."""

from collections.abc import Mapping

from backoffice.services.checking import BookFault, Finding

FINDINGS: Mapping[BookFault, str] = {
    BookFault.ENGINE: "Le fichier de la base est abîmé : rétablissez la dernière sauvegarde.",
    BookFault.PENDING: "Facture {where} : le reste dû n'est pas le reste repris moins ce qui a été réglé.",
    BookFault.OVERSPENT: "Encaissement {where} : ses lignes règlent plus que son montant.",
    BookFault.REVERSAL: "Contre-passation {where} : elle n'est pas le miroir de l'encaissement qu'elle annule.",
    BookFault.REVERSAL_LINE: "Ligne de contre-passation {where} : elle n'est pas le miroir de la ligne annulée.",
    BookFault.STRANGE_LINE: "Ligne d'instruction {where} : elle règle la facture d'un autre client.",
    BookFault.LINE_WITHOUT_INVOICE: "Ligne d'instruction {where} : elle est dans un lot SANS FACTURE.",
    BookFault.SLIP_SUM: "Bordereau {where} : son total n'est pas la somme de ses encaissements.",
    BookFault.GESTURE: "Geste {where} : un chèque a été enregistré, son encaissement manque.",
    BookFault.CHAIN: "Piste d'audit {where} (chaîne/maillon) : l'événement manque ou a été modifié.",
    BookFault.ANCHOR: "Lot {where} : l'ancre imprimée sur un bordereau n'est plus dans la piste d'audit.",
    BookFault.UNTOLD: "Lot {where} : la piste d'audit et les encaissements ne racontent pas la même chose.",
}


def finding(found: Finding) -> str:
    """One line for one fault; `where` is the id of what it was found on."""
    return FINDINGS[found.fault].format(where=found.where)
