"""The document's words for the kinds and states of things, to the letter."""

from backoffice.domain.batch import BatchState
from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.importing import UnreadableReason
from backoffice.domain.mandate import MandateState
from backoffice.domain.method import Brand
from backoffice.domain.people import Right, Role

BATCH_STATES = {BatchState.OPEN: "OUVERT", BatchState.PRECLOSED: "PRÉCLOS", BatchState.CLOSED: "CLOS"}

OPERATIONS = {
    Operation.SETTLE: "Régularisation",
    Operation.NO_PAYMENT: "Sans paiement",
    Operation.BLANK: "Vide",
}

DEBIT_OPERATIONS = {DebitOperation.REBILL: "Refacturation", DebitOperation.REPRESENT: "Représentation"}

OPERATION_KEYS = {Operation.SETTLE: "R", Operation.NO_PAYMENT: "S", Operation.BLANK: "V"}
"""The letter that chooses an operation on a row."""

BRANDS = {Brand.CB: "CARTE BLEUE", Brand.AMEX: "AMERICAN EXPRESS"}

MANDATE_STATES = {
    MandateState.NONE: "aucun",
    MandateState.WAITING: "en attente de signature",
    MandateState.ACTIVE: "actif",
    MandateState.INACTIVE: "inactif",
    MandateState.REVOKED: "révoqué",
    MandateState.REJECTED: "rejeté",
    MandateState.EXPIRED: "expiré",
}

ROLES = {
    Role.OPERATOR: "Opérateur",
    Role.SUPERVISOR: "Superviseur",
    Role.TRAINER: "Formateur",
    Role.ADMINISTRATOR: "Administrateur",
}

RIGHTS = {
    Right.KEY: "saisir des règlements",
    Right.SEE_ALL_BATCHES: "voir les lots des autres",
    Right.WORK_ON_ANY_BATCH: "travailler sur le lot d'un autre",
    Right.MANAGE_PEOPLE: "gérer les opérateurs et leurs droits",
    Right.IMPORT: "importer des fichiers",
    Right.LIFT_STOPS: "lever un stop promo ou un stop relance",
    Right.CHANGE_MANDATES: "changer l'état d'un mandat",
    Right.SEND_TO_BANK: "envoyer des prélèvements à la banque",
    Right.SETTLE_WITH_ERP: "trancher avec le système financier",
    Right.REFUND: "rembourser un avoir",
    Right.KEEP_ACCOUNTS: "tenir les comptes des adhérents",
    Right.VALIDATE_DISTRIBUTIONS: "valider une distribution",
    Right.MANAGE_GROUPS: "régler un groupe ou refaire une reprise de solde",
    Right.CHANGE_SECRET: "changer la clé des IBAN",
}

CANCEL_REASONS = {
    CancelReason.KEYED_WRONG: "Erreur de saisie",
    CancelReason.DOUBLE: "Double encaissement",
    CancelReason.LOST: "Perdu dans le courrier",
    CancelReason.OTHER: "Autre motif",
}
"""In the order of their digits."""

UNREADABLE = {
    UnreadableReason.ABSENT: "il n'est pas là",
    UnreadableReason.FORBIDDEN: "l'accès en est refusé",
    UnreadableReason.NOT_A_FILE: "ce n'est pas un fichier",
    UnreadableReason.NOT_UTF8: "il n'est pas en UTF-8",
    UnreadableReason.QUOTES: "un guillemet n'y est pas refermé",
    UnreadableReason.NUL: "il contient des caractères nuls",
    UnreadableReason.DEVICE: "le disque ou le réseau ne répond pas",
}


def invoice_mode(*, with_invoice: bool) -> str:
    """How a batch is opened (B-01): `AVEC FACTURE` or `SANS FACTURE`."""
    return "AVEC FACTURE" if with_invoice else "SANS FACTURE"


def cancel_why(why: CancelWhy) -> str:
    """`Double encaissement`; another reason in its words."""
    return why.words or CANCEL_REASONS[why.reason]
