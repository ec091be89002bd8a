"""What is said, in French, where something outside fails: the database, a disk, a folder, a file, a service.

Knows no Qt.
"""

from collections.abc import Mapping

from backoffice.domain.errors import Broken, Fault
from backoffice.domain.importing import UnreadableReason

FAILURES: Mapping[Fault, str] = {
    Fault.DATABASE_UNREACHABLE: "La base ne répond pas. Rien de ce qui est enregistré n'est perdu ; vérifiez le "
    "réseau et recommencez : rien ne sera compté deux fois.",
    Fault.DATABASE_BUSY: "La base est occupée par un autre poste. Recommencez dans un instant : rien ne sera compté "
    "deux fois.",
    Fault.DATABASE_BROKEN: "La base est abîmée. N'enregistrez plus rien et prévenez l'administrateur : il la "
    "rétablit depuis la dernière sauvegarde.",
    Fault.DATABASE_NOT_READY: "La base n'est pas prête. L'administrateur lance liasse-admin init, ou liasse-admin "
    "migrate après une mise à jour.",
    Fault.DATABASE_TOO_OLD: "La base est d'une version plus ancienne que ce poste. L'administrateur lance liasse-admin "
    "migrate une fois pour tout le bureau ; rien n'est perdu.",
    Fault.DATABASE_TOO_NEW: "La base vient d'une version plus récente de Liasse. Mettez ce poste à jour.",
    Fault.DATABASE_HOST_UNKNOWN: "Aucune machine ne porte ce nom sur le réseau. Vérifiez le nom du serveur.",
    Fault.DATABASE_REFUSED: "La machine répond, mais aucune base n'y écoute à ce port. Vérifiez le serveur et le port, "
    "et que PostgreSQL y est ouvert au réseau.",
    Fault.DATABASE_LOGIN_REFUSED: "Le serveur refuse cet utilisateur, ou ce mot de passe. Tapez-les à nouveau.",
    Fault.DATABASE_ABSENT: "Le serveur n'a pas de base de ce nom. Vérifiez-le, ou faites-la créer, vide.",
    Fault.DATABASE_NOT_OURS: "Cette base est celle d'un autre programme : Liasse n'y touche pas. Donnez-en une autre.",
    Fault.DATABASE_RIGHTS_MISSING: "Cet utilisateur n'a pas les droits qu'il faut sur la base. L'administrateur les "
    "donne par liasse-admin migrate --grant-to.",
    Fault.DATABASE_ON_NETWORK: "Le fichier {file} de la base est sur un disque du réseau, où deux postes "
    "l'abîmeraient. Mettez-le sur le disque de ce poste, ou donnez au bureau une base PostgreSQL.",
    Fault.DATABASE_OPEN_ALREADY: "Liasse est déjà ouverte ici sur cette base, mais ne répond pas. Retrouvez sa "
    "fenêtre, ou fermez-la, puis réessayez.",
    Fault.MIGRATION_FAILED: "La mise à niveau de la base n'a pas abouti. La base est restée comme elle était, et sa "
    "copie est dans {file} : rien n'est perdu. Prévenez l'administrateur.",
    Fault.DISK_FULL: "Le disque est plein : rien de plus n'a été enregistré, et rien n'est perdu. Libérez de la place "
    "et recommencez.",
    Fault.DISK_UNREACHABLE: "Le disque de la base ne répond pas, ou un antivirus ou une sauvegarde l'occupe. Rien de "
    "ce qui est enregistré n'est perdu ; recommencez dans un instant : rien ne sera compté deux fois. Si cela dure, "
    "prévenez l'administrateur.",
    Fault.SQLITE_UNSAFE: "La version {version} de SQLite peut perdre des écritures : Liasse ne démarre pas avec "
    "elle. Réinstallez les composants.",
    Fault.SECRET_MISSING: "La clé secrète manque dans le trousseau de ce poste. L'administrateur l'y dépose, "
    "ou dans le réglage secret là où Windows interdit d'y rien garder.",
    Fault.SECRET_WRONG: "La clé secrète de ce poste n'est pas celle de la base : elle a pu y être changée. "
    "L'administrateur copie dans le trousseau de ce poste celle du poste où il l'a changée ; relancez ensuite Liasse.",
    Fault.SECRET_UNREADABLE: "Ce n'est pas une clé secrète : elle a 64 signes, des chiffres et des lettres de a à f, "
    "ou 128 après un changement. Copiez-la en entier.",
    Fault.SECRET_IN_SETTINGS: "La clé secrète est dans le réglage secret : elle ne se change que dans le trousseau. "
    "Déposez-la dans le trousseau de ce poste, ôtez le réglage, et recommencez.",
    Fault.NOT_THE_OWNER: "Seul le propriétaire des tables peut changer la clé des IBAN. Recommencez avec l'adresse "
    "sous laquelle liasse-admin migrate se lance.",
    Fault.SETTINGS_WRONG: "Le réglage {key} du fichier {file} n'est pas valable. Corrigez-le et relancez Liasse.",
    Fault.ALIAS_SERVICE_MISSING: "Aucun service d'alias n'est réglé : une carte ne se saisit pas, puisque aucun numéro "
    "n'est jamais gardé (P-51). L'administrateur donne son adresse dans le réglage alias_url.",
    Fault.ALIAS_SERVICE_UNREACHABLE: "Le service d'alias ne répond pas : la carte n'est pas affectée. Recommencez dans "
    "un instant ; rien ne sera fait deux fois.",
    Fault.ALIAS_TOKEN_WRONG: "Le service d'alias ne reconnaît pas ce poste : son jeton manque, ou n'est pas le bon. "
    "L'administrateur le dépose dans le trousseau, ou dans le réglage alias_token.",
    Fault.ALIAS_ANSWER_ODD: "Le service d'alias a répondu autre chose que ce qui est convenu : la carte n'est pas "
    "affectée. Prévenez l'administrateur.",
    Fault.SLIMPAY_MISSING: "SlimPay n'est pas réglé sur ce poste : l'IBAN d'un compte en 99 ne s'y change pas (P-69). "
    "L'administrateur donne son adresse dans le réglage slimpay_url.",
    Fault.SLIMPAY_UNREACHABLE: "SlimPay ne répond pas. Rien n'est perdu : recommencez dans un instant ; rien ne sera "
    "demandé deux fois.",
    Fault.SLIMPAY_TOKEN_WRONG: "SlimPay ne reconnaît pas ce poste : son secret manque, ou n'est pas le bon. "
    "L'administrateur le dépose dans le trousseau, ou dans le réglage slimpay_secret.",
    Fault.SLIMPAY_ANSWER_ODD: "SlimPay a répondu autre chose que ce qui est convenu. Recommencez, et prévenez "
    "l'administrateur si cela revient.",
    Fault.ERP_UNREACHABLE: "{system} ne répond pas. Rien n'est perdu : ce qui est demandé est gardé, et repart de "
    "lui-même sous le même numéro.",
    Fault.ERP_TOKEN_WRONG: "{system} ne reconnaît pas ce poste : son secret manque, ou n'est pas le bon. "
    "L'administrateur le dépose dans le trousseau, ou dans les réglages.",
    Fault.ERP_ANSWER_ODD: "{system} a répondu autre chose que ce qui est convenu. Rien n'a changé ici ; prévenez "
    "l'administrateur si cela revient.",
    Fault.CREDITOR_WRONG: "Le réglage {key} du créancier n'est pas valable : aucun fichier ne part à la banque. "
    "L'administrateur le corrige.",
    Fault.DEBIT_FILE_WRONG: "Le fichier de prélèvements, relu, n'est pas celui qui était demandé : il n'est pas remis. "
    "Prévenez l'administrateur.",
    Fault.FOLDER_ABSENT: "Le dossier {folder} n'existe pas, ou ne s'ouvre pas. Choisissez-en un autre.",
    Fault.FOLDER_UNREADABLE: "Le dossier {folder} ne se lit pas. Ce qui y est gardé y reste ; faites rendre à votre "
    "session le droit de le lire, puis rouvrez Liasse.",
    Fault.FOLDER_UNUSABLE: "On ne peut pas écrire dans le dossier {folder}. Choisissez-en un autre, ou fermez le "
    "fichier s'il est ouvert ailleurs.",
    Fault.FILE_UNREADABLE: "Le fichier {file} ne se lit pas : {reason}. Rien n'en a été pris ; corrigez-le et "
    "recommencez.",
    Fault.PRINTER_MISSING: "Aucune imprimante n'est installée sur ce poste : rien n'est imprimé. Faites-en installer "
    "une, ou enregistrez le papier en PDF et imprimez-le d'un autre poste.",
    Fault.PRINTER_UNUSABLE: "L'imprimante {printer} ne prend rien : rien n'est imprimé. Vérifiez qu'elle est allumée "
    "et reliée, puis recommencez, ou choisissez-en une autre.",
}
"""The facts of each failure are those named between braces."""

UNREADABLE: Mapping[UnreadableReason, str] = {
    UnreadableReason.ABSENT: "il n'est pas là",
    UnreadableReason.FORBIDDEN: "l'accès en est refusé",
    UnreadableReason.NOT_A_FILE: "ce n'est pas un fichier",
    UnreadableReason.NOT_UTF8: "il n'est pas en UTF-8",
    UnreadableReason.QUOTES: "un guillemet n'y est pas refermé",
    UnreadableReason.NUL: "il contient des caractères nuls",
    UnreadableReason.DEVICE: "le disque ou le réseau ne répond pas",
}
"""Why a file is not read."""

IMPORT_REFUSALS: Mapping[Broken, str] = {
    Broken.IMPORT_FILE_MISSING: "Le dossier {folder} ne contient aucun des quatre fichiers : partenaires.csv, "
    "clients.csv, factures.csv, commandes.csv. Choisissez-en un autre.",
    Broken.IMPORT_CANCELLED: "L'importation est arrêtée. Le fichier en cours n'a pas été importé, les précédents oui.",
}
"""The facts of each refusal are those named between braces."""
