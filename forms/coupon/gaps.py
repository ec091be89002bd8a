"""What a coupon still lacks to be recorded, and where that is."""

from dataclasses import dataclass
from enum import Enum, auto

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.errors import Broken, RuleBroken
from forms.coupon.debit import missing_method
from forms.coupon.entry import Entry, InWords
from forms.coupon.outcome import Outcome, Way
from forms.coupon.sent import is_departed
from forms.kit.wording import sentence

_NOT_HERE = "Un mandat arrivé avant 2024 ne se saisit pas ici. Gardez ce coupon, ou écartez-vous-en par F8."
_WITHOUT_INVOICE = (
    "Ce lot est SANS FACTURE\u00a0: une carte ou un IBAN se saisit dans un lot AVEC FACTURE. Gardez ce coupon, ou "
    "écartez-vous-en par F8."
)
_COMING = "Le dossier du client arrive."
_UNREADABLE = "Ce qui est tapé au courrier (F3) ne se lit pas\u00a0: corrigez-le."
_NO_REASON = "Dites en quelques mots pourquoi vous vous écartez de la décision."


class Place(Enum):
    """Where something is missing."""

    CLIENT = auto()
    MAIL = auto()
    ROWS = auto()
    AMOUNT = auto()
    WORDS = auto()
    NUMBER = auto()
    METHOD = auto()
    TRANSFER = auto()
    REASON = auto()


@dataclass(frozen=True, slots=True)
class Gap:
    """Why nothing can be recorded yet, and where to go on."""

    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Typed:
    """What the fields say beside the entry.

    Attributes:
        number: the cheque's number can be read.
        mail: what is typed at *Le courrier* can be read.
        awaited: the client's file is on its way.
        method: a card or an IBAN is asked for before the client's file is there.
        assigning: the card is on its way.
    """

    number: bool
    mail: bool
    awaited: bool
    method: bool = False
    assigning: bool = False


def gap_of(batch: Batch, entry: Entry, outcome: Outcome | None, typed: Typed) -> Gap | None:
    """The first thing that is missing; None where the coupon can be recorded."""
    if batch.state is not BatchState.OPEN:
        return Gap(sentence(RuleBroken(Broken.BATCH_NOT_OPEN, batch=batch.number)), Place.CLIENT)
    if outcome is None and not typed.awaited:
        return Gap("Cherchez d'abord le client.", Place.CLIENT)
    if not typed.mail:
        return Gap(_UNREADABLE, Place.MAIL)
    if outcome is None and typed.method:
        return Gap(_COMING, Place.METHOD)
    if outcome is None:
        return cheque_gap(entry.words, typed) or Gap(_COMING, Place.NUMBER)
    return _gap_before(batch, outcome, entry, typed)


def _gap_before(batch: Batch, outcome: Outcome, entry: Entry, typed: Typed) -> Gap | None:
    """What the outcome asks for before it is recorded."""
    match outcome.way:
        case Way.CLASHING:
            return Gap(outcome.conflicts[0].sentence, Place.MAIL)
        case Way.NOT_HERE:
            return Gap(_NOT_HERE, Place.TRANSFER)
        case Way.LETTER:
            without = None
        case Way.DEBIT:
            without = _debit_gap(batch, outcome, entry, typed)
        case _:
            without = cheque_gap(entry.words, typed)
    unsaid = is_departed(outcome, entry) and not entry.reason
    return without or (Gap(_NO_REASON, Place.REASON) if unsaid else None)


def _debit_gap(batch: Batch, outcome: Outcome, entry: Entry, typed: Typed) -> Gap | None:
    if not batch.with_invoice:
        return Gap(_WITHOUT_INVOICE, Place.TRANSFER)
    missing = missing_method(outcome, entry, assigning=typed.assigning)
    return Gap(missing, Place.METHOD) if missing else None


def cheque_gap(words: InWords | None, typed: Typed) -> Gap | None:
    """What is missing of the cheque."""
    if words is None:
        return Gap("Tapez le montant du chèque, puis Entrée.", Place.AMOUNT)
    if not words.confirmed:
        return Gap("Comparez d'abord la somme en lettres avec le chèque.", Place.WORDS)
    if not typed.number:
        return Gap("Tapez le numéro du chèque, ou passez la ligne CMC7.", Place.NUMBER)
    return None
