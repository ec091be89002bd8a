"""What is said, in French, when a person may not enter, or may not do something. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

PEOPLE_REFUSALS: Mapping[Broken, str] = {
    Broken.LOGIN_REFUSED: "Identifiant ou mot de passe refusé. Vérifiez la touche Majuscule et recommencez.",
    Broken.ROLE_MAY_NOT: "Le rôle {role} ne permet pas de {right}. Demandez à quelqu'un qui en a le droit.",
    Broken.LOGIN_TAKEN: "L'identifiant {login} est déjà pris : choisissez-en un autre.",
    Broken.PASSWORD_TOO_SHORT: "Le mot de passe est trop court : il en faut {length} caractères au moins.",
    Broken.PASSWORD_WRONG: "Ce n'est pas votre mot de passe actuel. Rien n'a été changé.",
    Broken.PERSON_UNKNOWN: "Cette personne est introuvable. Actualisez la liste.",
    Broken.LAST_ADMINISTRATOR: "C'est le dernier administrateur : nommez-en un autre d'abord.",
}
"""The facts of each refusal are those named between braces."""
