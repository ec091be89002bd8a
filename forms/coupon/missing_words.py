"""Why *Enregistrer* cannot be done just now, as the screen says it."""

from collections.abc import Mapping

from backoffice.domain.batch import Batch
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.keying.missing import Lack, Missing
from backoffice.procedure.contradictions import Clash
from forms.kit.wording.facts_words import CLASHES
from forms.kit.wording.sentences import sentence, typeset

_SENTENCES: Mapping[Lack, str] = {
    Lack.CLIENT: "Cherchez d'abord le client.",
    Lack.FILE: "Le dossier du client arrive.",
    Lack.READABLE_MAIL: "Ce qui est tapé au courrier (F3) ne se lit pas : corrigez-le.",
    Lack.NO_AMOUNT: "Un montant est tapé, et rien ne devait être joint.",
    Lack.AMOUNT: "Tapez le montant du chèque, puis Entrée.",
    Lack.TAKEN_AMOUNT: "Un chèque est commencé : tapez son montant, puis Entrée, ou effacez-le.",
    Lack.WORDS: "Comparez d'abord la somme en lettres avec le chèque.",
    Lack.NUMBER: "Tapez le numéro du chèque, ou passez la ligne CMC7.",
    Lack.OTHER_CHEQUES: "Tapez le montant, le numéro et la date des autres chèques (P-26).",
    Lack.FIRST_CHEQUE: "Un des autres chèques s'encaisse avant celui-ci : c'est lui qui se saisit ici (P-26).",
    Lack.DEBT: "Dites quelle dette le coupon porte : sa circulaire, son montant, ou Entrée s'il n'en dit rien (P-19).",
    Lack.TABLETS: "Dites si le coupon est bien cette circulaire : O ou N (P-03).",
    Lack.HOLDER: "Dites si le titulaire est bien le client : O ou N (P-16).",
    Lack.CARD: "Tapez le numéro de la carte et son expiration, puis Entrée : elle s'affecte.",
    Lack.IBAN: "Tapez l'IBAN du coupon, puis Entrée.",
    Lack.IBAN_ON_FILE: "Ce client n'a pas d'IBAN au dossier : tapez celui du coupon, puis Entrée.",
    Lack.COMPARISON: "Dites si le compte du dossier est toujours celui du coupon : O ou N (P-60).",
    Lack.TAKEN_METHOD: "Ce qui est tapé du nouveau mode de règlement n'est pas encore pris : terminez par Entrée, ou "
    "effacez-le.",
    Lack.WIPED_METHOD: "Ce qui était tapé du nouveau mode de règlement a été effacé : retapez-le.",
    Lack.REASON: "Dites en quelques mots pourquoi vous vous écartez de la décision.",
}


def reason_of(missing: Missing | None, batch: Batch) -> str:
    """What is missing, a sentence; empty where nothing is."""
    if missing is None:
        return ""
    if missing.lack is Lack.OPEN_BATCH:
        return sentence(RuleBroken(Broken.BATCH_NOT_OPEN, batch=batch.number))
    if missing.broken is not None:
        return sentence(missing.broken)
    return clash_said(missing.clash.code) if missing.clash else said_of(missing.lack)


def said_of(lack: Lack) -> str:
    """What is missing, where it takes no more than its kind to say it."""
    return typeset(_SENTENCES[lack])


def clash_said(clash: Clash) -> str:
    """A contradiction, a sentence."""
    said = CLASHES[clash]
    return typeset(f"{said[:1].upper()}{said[1:]}.")
