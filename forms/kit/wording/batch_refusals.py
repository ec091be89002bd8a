"""What is said, in French, when a batch refuses a gesture. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

BATCH_REFUSALS: Mapping[Broken, str] = {
    Broken.ARRIVAL_IN_FUTURE: "La date d'arrivée est à venir : saisissez le jour où le courrier est arrivé.",
    Broken.BATCH_UNKNOWN: "Ce lot est introuvable. Actualisez la liste des lots.",
    Broken.BATCH_NOT_OPEN: "Le lot {batch} n'est plus ouvert : on n'y saisit plus. Rien n'a été enregistré ; ouvrez "
    "un autre lot pour ce coupon.",
    Broken.BATCH_NOT_PRECLOSED: "Le lot {batch} est encore ouvert : clôturez-le d'abord, la bande chèque vient "
    "ensuite.",
    Broken.BATCH_CLOSED: "Le lot {batch} est clos définitivement : il ne change plus. Un encaissement s'y annule en "
    "4.3.",
    Broken.BATCH_OF_ANOTHER: "Le lot {batch} est celui de {operator} : il n'est pas à vous. Demandez à un superviseur.",
    Broken.TAPE_MISSING: "La bande chèque de ce lot n'est pas faite : retapez les montants des chèques.",
    Broken.TAPE_DIFFERS: "La bande ne tombe pas juste. Les écarts sont marqués ligne par ligne : corrigez le chèque "
    "ou la bande.",
    Broken.SLIP_MISSING: "Le bordereau d'encaissement de ce lot n'est pas imprimé à jour : imprimez-le avant de "
    "clôturer définitivement.",
    Broken.ARCHIVE_SLIP_MISSING: "Les coupons à archiver de ce lot ne sont pas tous sur un bordereau d'archivage : "
    "imprimez-le avant de clôturer définitivement.",
}
"""The facts of each refusal are those named between braces."""
