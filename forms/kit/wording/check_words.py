"""What the check of the books says, in French. Knows no Qt."""

from collections.abc import Mapping

from backoffice.services.office.checking import BookFault, FoundFault

FINDINGS: Mapping[BookFault, str] = {
    BookFault.ENGINE: "Le fichier de la base est abîmé : rétablissez la dernière sauvegarde.",
    BookFault.PENDING: "Facture {where} : le reste dû n'est pas le reste repris moins ce qui a été réglé.",
    BookFault.OVERSPENT: "Encaissement {where} : ses lignes règlent plus que son montant.",
    BookFault.REVERSAL: "Contre-passation {where} : elle n'est pas le miroir de l'encaissement qu'elle annule.",
    BookFault.REVERSAL_LINE: "Ligne de contre-passation {where} : elle n'est pas le miroir de la ligne annulée.",
    BookFault.UNPAID: "Régularisation d'impayé {where} : ce qui est de nouveau dû n'est pas ce que le règlement avait "
    "réglé, ou il est d'un autre client.",
    BookFault.STRANGE_LINE: "Ligne d'instruction {where} : elle règle la facture d'un autre client.",
    BookFault.LINE_WITHOUT_INVOICE: "Ligne d'instruction {where} : elle est dans un lot SANS FACTURE.",
    BookFault.SLIP_SUM: "Bordereau {where} : son total n'est pas la somme de ses encaissements.",
    BookFault.GESTURE: "Geste {where} : il a été fait, et ce qu'il a enregistré manque.",
    BookFault.CHAIN: "Piste d'audit {where} (chaîne/maillon) : l'événement manque ou a été modifié.",
    BookFault.ANCHOR: "Lot {where} : l'ancre imprimée sur un bordereau n'est plus dans la piste d'audit.",
    BookFault.UNTOLD: "Lot {where} : la piste d'audit et ce qui y est saisi ne racontent pas la même chose.",
    BookFault.RECEIPT_WITHOUT_MAIL: "Encaissement {where} : la destination de son courrier manque.",
    BookFault.STANDING_MAIL: "Courrier {where} : son encaissement est annulé, et lui ne l'est pas.",
    BookFault.MAIL_REVERSAL: "Annulation de courrier {where} : elle n'est pas le miroir du courrier qu'elle annule.",
    BookFault.STRANGE_MAIL: "Courrier {where} : il n'est pas du client ou du lot de son encaissement, il n'a ni "
    "client ni rien qui se lise, ou il reprend un courrier qui n'était pas à reprendre.",
    BookFault.STRANGE_ACTION: "Action {where} : elle n'est pas du client de son courrier, ou reste en place alors "
    "que son courrier est annulé.",
    BookFault.MAIL_SLIP: "Bordereau de papiers {where} : son nombre ou son total n'est pas celui de ses papiers, ou "
    "il en porte un qui n'est pas à lui.",
    BookFault.PILE_SLIP: "Bordereau de tri {where} : son nombre n'est pas celui de ses pièces.",
    BookFault.DEBIT_REVERSAL: "Annulation de prélèvement {where} : elle n'est pas le miroir de ce qu'elle annule.",
    BookFault.STRANGE_DEBIT: "Prélèvement {where} : sa facture ou son moyen de paiement est d'un autre client.",
    BookFault.STANDING_DEBIT: "Prélèvement {where} : son courrier est annulé, et lui ne l'est pas.",
    BookFault.STRANGE_RENEWAL: "Réabonnement {where} : sa commande est d'un autre client, ou son annulation ne lui "
    "répond pas.",
    BookFault.PRESENT_MEANS: "Mode de règlement {where} : ce n'est pas celui du dossier du client.",
    BookFault.BANK_FILE: "Fichier de prélèvements {where} : son nombre ou son total n'est pas celui de ses lignes.",
    BookFault.ERP_LINE: "Ligne d'instruction {where} : elle est annulée ici et pas dans le système financier, ou "
    "l'inverse.",
    BookFault.CANCELLATION: "Annulation {where} : elle est terminée sans contre-passation, ou l'inverse.",
    BookFault.STRANGE_REQUEST: "Demande d'annulation {where} : sa ligne est d'un autre paiement.",
    BookFault.ERP_MESSAGE: "Message du système financier {where} : il a été cru sans demande, ou sans effet.",
    BookFault.CLIENT_ACCOUNT: "Compte du client {where} : le grand livre n'est pas son avoir moins ce qu'il doit.",
    BookFault.MEMBER_SUM: "Compte de l'adhérent {where} : le solde ou l'attente gardés ne sont pas la somme de ses "
    "écritures ou de ses paiements.",
    BookFault.STRANGE_ENTRY: "Écriture {where} : rien ne l'explique, ou elle n'est pas le miroir de celle qu'elle "
    "annule.",
    BookFault.TWO_OPENINGS: "Compte de l'adhérent {where} : il a plus d'une reprise de solde.",
    BookFault.UNPOSTED_INVOICE: "Facture {where} : elle manque au grand livre, ou y est autrement.",
    BookFault.UNPOSTED_RECEIPT: "Encaissement {where} : il manque au grand livre, ou y est autrement.",
    BookFault.UNPOSTED_DEBIT: "Prélèvement {where} : il manque au grand livre, ou y est autrement.",
    BookFault.UNPOSTED_ORDER: "Ligne de commande {where} : elle manque au grand livre, ou y est autrement.",
    BookFault.UNPOSTED_OPENING: "Reprise de solde {where} : elle manque au grand livre, ou y est autrement.",
    BookFault.UNPOSTED_PAYMENT: "Paiement d'adhérent {where} : il manque au grand livre, ou y est autrement.",
    BookFault.UNPOSTED_ALLOCATION: "Imputation d'avoir {where} : elle manque au grand livre, ou y est autrement.",
    BookFault.UNPOSTED_REFUND: "Remboursement d'avoir {where} : il manque au grand livre, ou y est autrement.",
    BookFault.OVERDRAWN: "Client {where} : il est imputé ou remboursé plus que son avoir.",
    BookFault.ALLOCATION: "Imputation d'avoir {where} : elle règle la facture d'un autre client, ou n'est pas le "
    "miroir de celle qu'elle annule.",
    BookFault.REFUND: "Annulation de remboursement {where} : elle n'est pas le miroir de ce qu'elle annule, ou il "
    "était déjà transmis à la comptabilité.",
    BookFault.REFUND_LIST: "Liste de remboursements {where} : son nombre ou son total n'est pas celui de ses lignes.",
}


def finding(found: FoundFault) -> str:
    """One line for one fault; `where` is the id of what it was found on."""
    return FINDINGS[found.fault].format(where=found.where)
