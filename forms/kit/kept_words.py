"""What is said of files that keep coupons on this workstation and cannot be read. Knows no Qt."""

from collections.abc import Sequence

from backoffice.domain.kept import UnreadFile, UnreadWhy

_WHY = {
    UnreadWhy.BROKEN: "Le fichier {name} gardait un coupon de ce poste et ne se lit plus\u00a0: il reste dans {folder}. "
    "Cherchez dans vos derniers papiers le coupon qui n'est pas dans son lot et saisissez-le de nouveau\u00a0; gardez "
    "le fichier pour l'administrateur.",
    UnreadWhy.COPIED: "Le fichier {name} ne porte pas le nom du coupon qu'il garde\u00a0: c'est sans doute une copie, et "
    "il reste dans {folder} sans être envoyé. Vérifiez que le coupon est dans son lot, et montrez le fichier à "
    "l'administrateur.",
    UnreadWhy.NEWER: "Le coupon du fichier {name} a été saisi avec une version plus récente de Liasse\u00a0: il l'attend "
    "dans {folder} sans être changé. Ouvrez cette version sur ce poste pour qu'il parte.",
}


def unread(files: Sequence[UnreadFile]) -> str:
    """Each file by its name, and what to do."""
    return " ".join(_WHY[file.why].format(name=file.name, folder=file.folder) for file in files)
