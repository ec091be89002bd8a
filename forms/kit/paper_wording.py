"""What is said when papers and their slips are refused. The facts of each refusal are those named between braces."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

PAPER_REFUSALS: Mapping[Broken, str] = {
    Broken.ARCHIVE_SLIP_MISSING: "Les coupons à archiver de ce lot ne sont pas tous sur un bordereau d'archivage : "
    "imprimez-le avant de clôturer définitivement.",
    Broken.NOTHING_READABLE: "Rien n'est noté de ce courrier : tapez ce qui se lit, une référence, un nom ou ce qui "
    "aiderait à retrouver le client.",
    Broken.PILE_EMPTY: "Rien n'est trié sur cette pile : il n'y a pas de bordereau à imprimer.",
    Broken.PILE_UNKNOWN: "Cette pile n'est pas une de celles du tri : rien n'est imprimé. Prenez-en une à l'écran.",
}
