"""What the program says when it refuses, in French: what happened, what was kept, what to do. Knows no Qt."""

from collections.abc import Callable, Mapping
from datetime import datetime
from string import Formatter

from backoffice.domain.debit import DebitFact
from backoffice.domain.errors import Broken, Fact, RuleBroken, Unavailable
from backoffice.domain.group import GroupMethod
from backoffice.domain.iban import IbanFault
from backoffice.domain.importing import UnreadableReason
from backoffice.domain.mandate import MandateState
from backoffice.domain.money import Money
from backoffice.domain.people import Right, Role
from backoffice.domain.slimpay import SignatoryField
from backoffice.french.account_words import GROUP_METHODS
from backoffice.french.figures import euros, moment
from backoffice.french.means_words import MANDATE_STATES
from backoffice.french.people_words import RIGHTS, ROLES
from forms.kit.wording.action_refusals import ACTION_REFUSALS
from forms.kit.wording.batch_refusals import BATCH_REFUSALS
from forms.kit.wording.cheque_refusals import CHEQUE_REFUSALS, missing_word, unread_word
from forms.kit.wording.client_refusals import CLIENT_REFUSALS, unknown_partners
from forms.kit.wording.credit_refusals import CREDIT_REFUSALS
from forms.kit.wording.debit_refusals import DEBIT_FACTS, DEBIT_REFUSALS, SIGNATORY_FIELDS
from forms.kit.wording.decision_refusals import DECISION_REFUSALS
from forms.kit.wording.failures import FAILURES, IMPORT_REFUSALS, UNREADABLE
from forms.kit.wording.means_refusals import (
    IBAN_FAULTS,
    MEANS_REFUSALS,
    begins_with,
    signs_missing,
    signs_wanted,
    wrong_sign,
)
from forms.kit.wording.member_refusals import MEMBER_REFUSALS
from forms.kit.wording.paper_refusals import PAPER_REFUSALS
from forms.kit.wording.payment_refusals import PAYMENT_REFUSALS
from forms.kit.wording.people_refusals import PEOPLE_REFUSALS

STAND_INS: Mapping[str, str] = {
    "action": "choisie",
    "balance_cents": "moins",
    "batch": "en cours",
    "begins_with": "",
    "cents": "ce montant",
    "cheque_cents": "moins",
    "computed": "une autre",
    "debit_fact": "une de ses données n'est pas valable",
    "differences": "un au moins",
    "digits": "un autre nombre de",
    "field": "une indication",
    "file": "choisi",
    "folder": "choisi",
    "group_method": "celui-ci",
    "iban_fault": "un caractère au moins n'est pas le bon",
    "key": "en cause",
    "length": "quelques",
    "login": "choisi",
    "member": "un autre",
    "message": "sans dire pourquoi",
    "method": "choisi",
    "missing_cents": "quelque chose",
    "missing_word": "",
    "new_state": "cet état",
    "number": "saisi",
    "old_state": "celui où il est",
    "operator": "quelqu'un d'autre",
    "order": "choisie",
    "partner_code": "non précisé",
    "partner_codes": "ce partenaire n'est connu",
    "printer": "choisie",
    "read": "un point d'interrogation",
    "reason": "son format n'est pas celui attendu",
    "recorded_at": "auparavant",
    "ref": "ce client",
    "reference": "en cause",
    "right": "faire cela",
    "role": "actuel",
    "rum": "du dossier",
    "settled_amounts": "celui du papier",
    "settled_cents": "plus",
    "signs_missing": "",
    "signs_wanted": "",
    "slimpay_code": "non précisé",
    "system": "le système financier",
    "text": "ce qui est saisi",
    "typed": "une",
    "unread_word": "",
    "value": "Rien",
    "version": "installée",
    "wrong_sign": "",
    "zones": "un autre nombre",
}
"""Every fact that a sentence can use, and the words that stand in for it where an error comes without it.

Facts that end in `cents` are whole cents of euro; `recorded_at` is an ISO moment, `signs_missing` a number; the others
that are in `_SAID` are values of their enumerations; the rest is shown as it is.
"""

REFUSALS: Mapping[Broken, str] = {
    **CLIENT_REFUSALS,
    **CHEQUE_REFUSALS,
    **DECISION_REFUSALS,
    **MEANS_REFUSALS,
    **DEBIT_REFUSALS,
    **PAYMENT_REFUSALS,
    **BATCH_REFUSALS,
    **PAPER_REFUSALS,
    **ACTION_REFUSALS,
    **PEOPLE_REFUSALS,
    **CREDIT_REFUSALS,
    **MEMBER_REFUSALS,
    **IMPORT_REFUSALS,
}
"""Every refusal's sentence; codes that begin with the same word are written in one module."""

_UNEXPECTED = (
    "Une erreur imprévue est arrivée. Ce qui est saisi reste à l'écran ; enregistrez à nouveau, et prévenez "
    "l'administrateur si elle revient."
)

_LONGEST_QUOTE = 40


def sentence(error: Exception) -> str:
    """The sentence for a refusal or a failure; any other exception gets the one for bugs."""
    if isinstance(error, RuleBroken):
        return _say(REFUSALS[error.code], error.facts)
    if isinstance(error, Unavailable):
        return _say(FAILURES[error.fault], error.facts)
    return typeset(_UNEXPECTED)


def to_fill(label: str) -> str:
    """The sentence at a field that was left empty."""
    return typeset(f"{label} : à remplir pour continuer.")


def wiped() -> str:
    """The sentence at a field that was left with a card number in it."""
    return typeset("Numéro effacé par prudence : il est resté là sans servir. Retapez-le.")


def _say(template: str, facts: Mapping[str, Fact]) -> str:
    used = {name for _, name, _, _ in Formatter().parse(template) if name}
    said = template.format_map({name: _fact(name, facts.get(name, "")) for name in used})
    return typeset(said[:1].upper() + said[1:])


def _fact(name: str, value: Fact) -> str:
    try:
        return _in_french(name, value) or STAND_INS[name]
    except ValueError:
        return STAND_INS[name]  # an odd fact must not hide the error that it belongs to


def _in_french(name: str, value: Fact) -> str:
    text = str(value).strip()
    if name.endswith("cents"):
        return euros(Money(int(text)))
    if name in _SAID:
        return _SAID[name](text)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


_SAID: Mapping[str, Callable[[str], str]] = {
    "iban_fault": lambda text: IBAN_FAULTS[IbanFault(text)],
    "new_state": lambda text: MANDATE_STATES[MandateState(text)],
    "old_state": lambda text: MANDATE_STATES[MandateState(text)],
    "debit_fact": lambda text: DEBIT_FACTS[DebitFact(text)],
    "group_method": lambda text: GROUP_METHODS[GroupMethod(text)],
    "field": lambda text: SIGNATORY_FIELDS[SignatoryField(text)],
    "partner_codes": unknown_partners,
    "reason": lambda text: UNREADABLE[UnreadableReason(text)],
    "recorded_at": lambda text: f"le {moment(datetime.fromisoformat(text))}",
    "ref": str,
    "right": lambda text: RIGHTS[Right(text)],
    "role": lambda text: ROLES[Role(text)],
    "settled_amounts": lambda text: " ou ".join(euros(Money(int(cents))) for cents in text.split()),
    "begins_with": begins_with,
    "signs_missing": signs_missing,
    "signs_wanted": signs_wanted,
    "wrong_sign": wrong_sign,
    "unread_word": unread_word,
    "missing_word": missing_word,
}


def typeset(text: str) -> str:
    """French spacing: signs of two parts never begin a line."""
    for sign in ":;?!»":
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0")
