"""What is said of files that keep coupons on this workstation and cannot be read. Knows no Qt."""

from collections.abc import Sequence

from backoffice.domain.unread_files import UnreadFile, UnreadWhy
from forms.kit.wording.sentences import typeset

_WHY = {
    UnreadWhy.BROKEN: "Le fichier {name} gardait un coupon de ce poste et ne se lit plus : il reste dans {folder}. "
    "Cherchez dans vos derniers papiers le coupon qui n'est pas dans son lot, saisissez-le de nouveau, et gardez le "
    "fichier pour l'administrateur.",
    UnreadWhy.COPIED: "Le fichier {name} ne porte pas le nom du coupon qu'il garde, c'est sans doute une copie : il "
    "reste dans {folder} et ne part pas. Vérifiez que le coupon est dans son lot, et gardez le fichier pour "
    "l'administrateur.",
    UnreadWhy.NEWER: "Le coupon du fichier {name} vient d'une version plus récente de Liasse : il l'attend dans "
    "{folder}, tel quel. Ouvrez cette version sur ce poste pour qu'il parte.",
}


def unread(files: Sequence[UnreadFile]) -> str:
    """Each file by its name, and what to do."""
    return " ".join(typeset(_WHY[file.why].format(name=file.name, folder=file.folder)) for file in files)
