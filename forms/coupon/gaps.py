"""What a coupon still lacks to be recorded, and where that is."""

from dataclasses import dataclass
from enum import Enum, auto

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.errors import Broken, RuleBroken
from forms.coupon.entry import Entry, InWords
from forms.coupon.outcome import Outcome, Way
from forms.coupon.sent import is_departed
from forms.kit.wording import sentence

_NOT_HERE = (
    "Cette décision demande une saisie de carte, d'IBAN ou de réabonnement, qui ne s'enregistre pas encore ici. "
    "Gardez ce coupon, ou écartez-vous-en par F8."
)
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
    """

    number: bool
    mail: bool
    awaited: bool


def gap_of(batch: Batch, entry: Entry, outcome: Outcome | None, typed: Typed) -> Gap | None:
    """The first thing that is missing; None where the coupon can be recorded."""
    if batch.state is not BatchState.OPEN:
        return Gap(sentence(RuleBroken(Broken.BATCH_NOT_OPEN, batch=batch.number)), Place.CLIENT)
    if outcome is None and not typed.awaited:
        return Gap("Cherchez d'abord le client.", Place.CLIENT)
    if not typed.mail:
        return Gap(_UNREADABLE, Place.MAIL)
    if outcome is None:
        return cheque_gap(entry.words, typed) or Gap("Le dossier du client arrive.", Place.NUMBER)
    return _gap_before(outcome, entry, typed)


def _gap_before(outcome: Outcome, entry: Entry, typed: Typed) -> Gap | None:
    """What the outcome asks for before it is recorded."""
    if outcome.way is Way.CLASHING:
        return Gap(outcome.conflicts[0].sentence, Place.MAIL)
    if outcome.way is Way.NOT_HERE:
        return Gap(_NOT_HERE, Place.TRANSFER)
    without = None if outcome.way is Way.LETTER else cheque_gap(entry.words, typed)
    unsaid = is_departed(outcome, entry.lines) and not entry.reason
    return without or (Gap(_NO_REASON, Place.REASON) if unsaid else None)


def cheque_gap(words: InWords | None, typed: Typed) -> Gap | None:
    """What is missing of the cheque."""
    if words is None:
        return Gap("Tapez le montant du chèque, puis Entrée.", Place.AMOUNT)
    if not words.confirmed:
        return Gap("Comparez d'abord la somme en lettres avec le chèque.", Place.WORDS)
    if not typed.number:
        return Gap("Tapez le numéro du chèque, ou passez la ligne CMC7.", Place.NUMBER)
    return None
