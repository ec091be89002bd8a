"""What is wrong with a file of facts or of scenarios, and where a decision is not the expected one, in French.

Knows no Qt.
"""

import json
from collections.abc import Mapping

from backoffice.domain.fact_faults import FactFault, FactFaultKind
from backoffice.domain.scenario import Difference, WrittenOperation, WrittenValue
from backoffice.french.counted import counted
from backoffice.procedure.contradictions import Clash
from forms.kit.wording.sentences import typeset

FAULTS: Mapping[FactFaultKind, str] = {
    FactFaultKind.NOT_JSON: "ce n'est pas du JSON",
    FactFaultKind.NOT_TOML: "ce n'est pas du TOML",
    FactFaultKind.FILE_TOO_LARGE: "le fichier dépasse {detail} Mo",
    FactFaultKind.TOO_DEEP: "trop de crochets et d'accolades les uns dans les autres",
    FactFaultKind.NUMBER_TOO_LONG: "un nombre y a des milliers de chiffres",
    FactFaultKind.KEY_UNKNOWN: "clé inconnue",
    FactFaultKind.KEY_TWICE: "clé donnée deux fois",
    FactFaultKind.KEY_MISSING: "clé manquante",
    FactFaultKind.TOO_MANY: "trop d'éléments, {detail} au plus",
    FactFaultKind.NOT_TABLE: "un objet est attendu ici",
    FactFaultKind.NOT_LIST: "une liste est attendue ici",
    FactFaultKind.NOT_TEXT: "un texte entre guillemets est attendu ici",
    FactFaultKind.NOT_BOOLEAN: "true ou false est attendu ici, sans guillemets",
    FactFaultKind.NOT_BOOLEAN_OR_TEXT: "true, false ou un texte est attendu ici",
    FactFaultKind.NOT_WHOLE: "un nombre entier est attendu ici, sans guillemets",
    FactFaultKind.TOO_SMALL: "nombre trop petit, {detail} au moins",
    FactFaultKind.TOO_LARGE: "nombre trop grand, {detail} au plus",
    FactFaultKind.NOT_A_CHOICE: "valeur inconnue, à choisir parmi {detail}",
    FactFaultKind.TEXT_TOO_LONG: "texte trop long, {detail} caractères au plus",
    FactFaultKind.CHARACTER_FORBIDDEN: "caractère interdit",
    FactFaultKind.CARD_NUMBER: "un numéro de carte n'a sa place dans aucun fichier",
    FactFaultKind.IBAN_IN_CLEAR: "un IBAN ne se met que sous iban ou file_iban",
    FactFaultKind.IBAN_WRONG: "IBAN faux, une clé ne correspond pas",
    FactFaultKind.AMOUNT_UNREADABLE: 'montant illisible, à écrire comme "20,30"',
    FactFaultKind.AMOUNT_TOO_LARGE: "montant trop grand, 99 999 999,99 au plus",
    FactFaultKind.AMOUNT_NOT_POSITIVE: "le montant doit être supérieur à zéro",
    FactFaultKind.WORDS_UNREADABLE: "somme en lettres illisible",
    FactFaultKind.DATE_UNREADABLE: "date illisible, à écrire comme 2024-03-04 ou 04/03/2024",
    FactFaultKind.LETTER_WRONG: "une lettre de A à Z est attendue ici",
    FactFaultKind.CHRONO_WRONG: "un chrono est attendu ici, un à dix chiffres entre guillemets",
    FactFaultKind.PENDING_OVER_AMOUNT: "le reste dépasse le montant de la facture",
    FactFaultKind.NUMBER_TWICE: "même numéro que {detail}",
    FactFaultKind.DIRECT_METHOD: "le code du prélèvement est propre au partenaire, ni 15, ni 80, 81, 82, ni 99",
    FactFaultKind.METHOD_UNKNOWN: "code inconnu, à choisir parmi 15, 80, 81, 82, 99 et le direct_method du client",
    FactFaultKind.CONTRADICTION: "contradiction",
    FactFaultKind.NOTHING_EXPECTED: "rien n'est attendu, il n'y aurait rien à comparer",
}
"""What is wrong, after the path. The fact is the one named between braces."""

CLASHES: Mapping[Clash, str] = {
    Clash.TWO_METHODS: "deux moyens de paiement pour un seul courrier",
    Clash.REFUSAL_PAYS: "un refus de payer n'accompagne pas un paiement",
    Clash.DEBIT_WITHOUT_INVOICE: "une carte ou un IBAN ne se saisit pas dans un lot SANS FACTURE",
    Clash.CERTIFICATE_WITHOUT_DEATH: "un acte de décès dit que le client est décédé",
}
"""What contradicts what, after the paths."""


def fault_line(fault: FactFault) -> str:
    """`[2].coupon.signd : clé inconnue, vouliez-vous dire signed ?`, or the sentence alone for the whole file."""
    where, said = fault.path, FAULTS[fault.kind].format(detail=fault.detail)
    match fault.kind:
        case FactFaultKind.NOT_JSON | FactFaultKind.NOT_TOML:
            line, _, column = fault.detail.partition(":")
            where = f"ligne {line}, colonne {column}" if line else "fin du fichier"
        case FactFaultKind.KEY_UNKNOWN if fault.detail:
            said = f"{said}, vouliez-vous dire {fault.detail} ?"
        case FactFaultKind.CONTRADICTION:
            said = f"{said}, {CLASHES[Clash(fault.detail)]}"
    return f"{where} : {typeset(said)}" if where else typeset(said)


def more_faults(count: int) -> str:
    """What is said of the faults that are not listed."""
    return f"et {count} autres"


def difference_line(difference: Difference) -> str:
    """`paper : attendu scan, obtenu discard`."""
    return f"{difference.key} : attendu {_shown(difference.expected)}, obtenu {_shown(difference.obtained)}"


def count_line(scenarios: int, differing: int) -> str:
    """`45 scénarios, tous conformes`, `45 scénarios, 2 en écart`."""
    if differing:
        return f"{counted(scenarios, 'scénario')}, {differing} en écart"
    return counted(scenarios, "scénario, conforme", "scénarios, tous conformes")


def _shown(value: WrittenValue | WrittenOperation) -> str:
    match value:
        case None | ():
            return "rien"
        case str():
            return value
        case tuple():
            return ", ".join(str(each) for each in value)
        case _:
            return json.dumps(value, ensure_ascii=False)  # an operation, or true and false as they stand in the file
