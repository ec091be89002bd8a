"""What the roles of the office are called, and what they allow."""

from collections.abc import Mapping

from backoffice.domain.people import Right, Role

ROLES: Mapping[Role, str] = {
    Role.OPERATOR: "Opérateur",
    Role.SUPERVISOR: "Superviseur",
    Role.TRAINER: "Formateur",
    Role.ADMINISTRATOR: "Administrateur",
}

RIGHTS: Mapping[Right, str] = {
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
"""After *ne permet pas de*."""
