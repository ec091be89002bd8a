"""The sentences that the strip says of coupons in the queue."""

from collections.abc import Sequence

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.people import Actor
from backoffice.keying.entry import Entry
from forms.kit.wording.sentences import sentence

_REASONS = {
    Fault.DATABASE_UNREACHABLE: "La base ne répond pas.",
    Fault.DATABASE_BUSY: "La base est occupée par un autre poste.",
    Fault.DISK_UNREACHABLE: "Le disque de la base ne répond pas.",
}

_AT_BATCHES = "Elle attend à Lots (F4), où elle se reprend dans un lot ouvert."


def aside(entry: Entry) -> str:
    """A coupon was left with something typed on it."""
    if entry.wiped:
        return f"La saisie de {entry.title} est mise de côté\u00a0; ce qui était à moitié tapé du MDR sera à retaper."
    return f"La saisie de {entry.title} est mise de côté, rien n'est perdu."


def aside_too(entry: Entry) -> str:
    """A client's file is opened of whom a coupon is set aside in the batch."""
    return f"La saisie de {entry.title} est déjà de côté dans ce lot\u00a0: F5 la reprend."


def found_aside(entries: Sequence[Entry]) -> str:
    """Coupons were put aside in an earlier session."""
    return f"Mis de côté avant cette session, à reprendre : {_titles(entries)}."


def left(refused: Sequence[Entry], aside: Sequence[Entry], ahead: Sequence[Entry]) -> str:
    """Coupons are still refused, put aside, or `ahead` of their cards, when the session ends; nothing where none is."""
    told = []
    if refused:
        told.append(f"Des coupons refusés sont à reprendre (F5)\u00a0: {_titles(refused)}.")
    if aside:
        stay = "Ils restent sur ce poste et reviennent avec leur lot."
        told.append(f"Des coupons sont mis de côté\u00a0: {_titles(aside)}. {stay}")
    if ahead:
        stay = "Si vous quittez, le coupon reste sur ce poste et revient avec son lot\u00a0; la carte sera à retaper."
        told.append(f"Une carte attend encore son alias\u00a0: {_titles(ahead)}. {stay}")
    return " ".join(told)


def _titles(entries: Sequence[Entry]) -> str:
    return ", ".join(entry.title for entry in entries)


def not_kept(entry: Entry, fault: Unavailable) -> str:
    """The disk has refused a coupon that is put aside."""
    return f"La saisie de {entry.title} n'est mise de côté que jusqu'à la fermeture de Liasse (F5). {sentence(fault)}"


def refused(entry: Entry, error: Exception) -> str:
    """A coupon was refused while the next one is being keyed."""
    return f"La saisie de {entry.title} a été refusée. {sentence(error)}"


def refused_elsewhere(entry: Entry, error: Exception) -> str:
    """A coupon was refused whose batch is not in front."""
    waits = "Reprenez son lot\u00a0: elle y attend."
    return f"{refused(entry, error)} {_AT_BATCHES if _is_of_closed_batch(error) else waits}"


def refused_another(entry: Entry, error: Exception, sender: Actor) -> str:
    """A coupon was refused that somebody else had left on this workstation."""
    where = "à Lots (F4)" if _is_of_closed_batch(error) else "en reprenant son lot"
    return f"{refused(entry, error)} Elle reste sur ce poste\u00a0: {sender.name} la retrouve {where}."


def _is_of_closed_batch(error: Exception) -> bool:
    return isinstance(error, RuleBroken) and error.code in (Broken.BATCH_NOT_OPEN, Broken.BATCH_CLOSED)


def kept(entry: Entry, fault: Unavailable) -> str:
    """The database is out of reach, and the coupon is safe."""
    reason = _REASONS.get(fault.fault) or sentence(fault)
    return f"{reason} La saisie de {entry.title} est gardée sur ce poste et repart toute seule\u00a0: continuez."


def found(count: int) -> str:
    """Coupons wait since an earlier session."""
    if count == 1:
        return "Une saisie gardée sur ce poste attendait sa réponse\u00a0: elle repart."
    return f"{count} saisies gardées sur ce poste attendaient leur réponse\u00a0: elles repartent."


def caught_up(count: int) -> str:
    """What waited is in the books."""
    if count == 1:
        return "La saisie gardée sur ce poste est enregistrée."
    return f"Les {count} saisies gardées sur ce poste sont enregistrées."
