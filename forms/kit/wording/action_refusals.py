"""What is said, in French, when an action on a client's file, or a text typed for it, is refused. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

ACTION_REFUSALS: Mapping[Broken, str] = {
    Broken.ACTION_MISSING: "Aucune action n'est choisie. Choisissez ce qui est à faire sur le dossier.",
    Broken.ACTION_VALUE_UNKNOWN: "« {value} » n'est pas un choix de l'action {action} : prenez-en un dans la liste.",
    Broken.ACTION_STANDS: "L'action {action} est déjà en place sur ce dossier : rien de plus à faire.",
    Broken.ACTION_UNKNOWN: "Cette action est introuvable. Actualisez le dossier.",
    Broken.ACTION_LIFTED: "Cette action est déjà levée : rien de plus à faire.",
    Broken.ACTION_NOT_LIFTABLE: "L'action {action} ne se lève pas : seuls un stop promo (2.7) et un stop relance "
    "(2.8) se lèvent.",
    Broken.COMMENT_MISSING: "Le commentaire est vide : écrivez-le.",
    Broken.REASON_MISSING: "Dites pourquoi : le motif est gardé avec votre nom.",
    Broken.TEXT_UNUSABLE: "Ce texte ne peut pas être gardé : il dépasse {length} caractères, ou en contient "
    "d'illisibles.",
    Broken.TEXT_HOLDS_CARD: "Il y a un numéro de carte dans ce texte : aucun n'est jamais gardé (P-51). Retirez-le ; "
    "rien n'a été enregistré.",
    Broken.TEXT_HOLDS_IBAN: "Il y a un IBAN dans ce texte : il ne se garde que dans son champ. Retirez-le ; rien n'a "
    "été enregistré.",
}
"""The facts of each refusal are those named between braces."""
