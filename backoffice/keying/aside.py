"""A coupon that is put aside, as it is kept on disk: what was typed, without the client's file or a secret."""

from dataclasses import asdict, dataclass, replace
from uuid import UUID

from backoffice.domain.cheque import RowOperation
from backoffice.domain.debit import Renewal
from backoffice.domain.dossier import Dossier
from backoffice.domain.sealing import is_seal
from backoffice.domain.secret_scan import holds_card, holds_iban
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InWords, lines_of
from backoffice.keying.ticks import Ticks
from backoffice.keying.untaken import ALL_TAKEN, Untaken


@dataclass(frozen=True, slots=True)
class Aside:
    """A coupon on disk.

    Attributes:
        person_id: who keyed it.
        client_id: whose it is; None where the client was not found yet.
        rows: what was done with the invoices.

    The others are those of `Entry`.
    """

    person_id: int
    key: UUID
    batch_id: int
    reference: str
    client_id: int | None
    amount: str
    words: InWords | None
    number: str
    rows: tuple[RowOperation, ...]
    forced: bool
    accepted_duplicate: bool
    ticks: Ticks
    departure: Departure | None
    reason: str
    assigned: Assigned
    renewals: tuple[Renewal, ...] | None
    wiped: bool
    compared: str = ""  # an earlier version kept none
    untaken: Untaken = ALL_TAKEN  # nor any


def aside_of(entry: Entry, person_id: int) -> Aside:
    """What is kept of a coupon; a text that holds a card number or an IBAN is not, and counts as wiped."""
    sound = _without_secrets(entry)
    return Aside(
        person_id=person_id,
        key=sound.key,
        batch_id=sound.batch_id,
        reference=sound.reference,
        client_id=sound.dossier.client.id if sound.dossier else None,
        amount=sound.amount,
        words=sound.words,
        number=sound.number,
        rows=tuple(line.row for line in sound.lines if line.row is not None),
        forced=sound.forced,
        accepted_duplicate=sound.accepted_duplicate,
        ticks=sound.ticks,
        departure=sound.departure,
        reason=sound.reason,
        assigned=sound.assigned,
        renewals=sound.renewals,
        wiped=sound.wiped,
        compared=sound.compared,
        untaken=sound.untaken,
    )


def entry_of(aside: Aside, dossier: Dossier | None) -> Entry:
    """The coupon on the client's file as it is now; lines of invoices that are not pending any more are gone."""
    return Entry(
        key=aside.key,
        batch_id=aside.batch_id,
        reference=str(dossier.client.ref) if dossier else aside.reference,
        dossier=dossier,
        amount=aside.amount,
        words=aside.words,
        number=aside.number,
        lines=lines_of(dossier.invoices if dossier else (), aside.rows),
        forced=aside.forced,
        accepted_duplicate=aside.accepted_duplicate,
        ticks=aside.ticks,
        departure=aside.departure,
        reason=aside.reason,
        assigned=aside.assigned,
        renewals=aside.renewals,
        wiped=aside.wiped,
        compared=aside.compared,
        untaken=aside.untaken,
    )


def _without_secrets(entry: Entry) -> Entry:
    texts = {name: getattr(entry, name) for name in ("reference", "amount", "number", "reason")}
    blanked = {name: "" for name, text in texts.items() if _is_secret(text)}
    found = replace(entry, **blanked, wiped=entry.wiped or bool(blanked))  # type: ignore[arg-type]
    untaken = {name: text for name, text in asdict(found.untaken).items() if not _is_secret(text)}
    if found.untaken != Untaken(**untaken):
        found = replace(found, untaken=Untaken(**untaken), wiped=True)
    if found.departure is not None and any(map(_is_secret, found.departure.annotations)):
        found = replace(found, departure=replace(found.departure, annotations=()), wiped=True)
    if found.words is not None and _is_secret(found.words.typed or ""):
        found = replace(found, words=None, wiped=True)
    if _is_unsafe(found.assigned):
        found = replace(found, assigned=NOTHING_ASSIGNED, wiped=True)
    try:
        ticked = found.ticks.as_json()
    except ValueError:  # halves of characters, which no file can hold
        return replace(found, ticks=Ticks(), wiped=True)
    return replace(found, ticks=Ticks(), wiped=True) if _is_secret(ticked) else found


def _is_unsafe(assigned: Assigned) -> bool:
    card, iban = assigned.card, assigned.iban
    clear = iban is not None and (not is_seal(iban.sealed) or _is_secret(iban.shown))
    return clear or (card is not None and _is_secret(card.alias))


def _is_secret(text: str) -> bool:
    """Whether a text is kept nowhere; nor is one with halves of characters, which no file can hold."""
    halved = any("\ud800" <= sign <= "\udfff" for sign in text)
    return halved or holds_card(text) or holds_iban(text)
