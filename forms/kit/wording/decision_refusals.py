"""What is said, in French, when a form goes against its decision, or is not one that can be recorded. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

DECISION_REFUSALS: Mapping[Broken, str] = {
    Broken.FACTS_CLASH: "Ce qui est coché au courrier se contredit. Rien n'a été enregistré : corrigez-le (F3).",
    Broken.DECISION_OVERTAKEN: "Le dossier a changé depuis son ouverture, et la décision n'est plus celle qui était à "
    "l'écran. Rien n'a été enregistré : elle est à jour, vérifiez-la et enregistrez de nouveau.",
    Broken.CORRECTION_UNCASHED: "D'après son coupon, un chèque de {cents} ne s'encaisse pas. Rien n'a été corrigé : "
    "annulez l'encaissement, puis reprenez le coupon.",
    Broken.QUESTION_OPEN: "Une question attend sa réponse. Rien n'a été enregistré : répondez-y d'abord.",
    Broken.DEPARTURE_UNDECLARED: "Ce qui est saisi s'écarte de la décision, sans motif. Rien n'a été enregistré : "
    "dites pourquoi (F8), ou appliquez la décision (F12).",
    Broken.FORM_UNUSABLE: "La base de données n'admet pas cette saisie telle qu'elle est. Rien n'a été enregistré, et "
    "ce qui était tapé est mis de côté : vérifiez-le et enregistrez de nouveau.",
    Broken.RULE_UNKNOWN: "Cette saisie se réclame d'une règle que la procédure n'a pas : rien n'a été enregistré. "
    "Rouvrez le dossier et recommencez.",
    Broken.GESTURE_REUSED: "Ce formulaire a déjà servi à un autre enregistrement. Rien de plus n'a été enregistré ; "
    "recommencez sur un formulaire vide.",
}
"""The facts of each refusal are those named between braces."""
