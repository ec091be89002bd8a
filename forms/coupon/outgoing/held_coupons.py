"""The coupons that the queue holds: refused ones, and those that were set aside; neither on screen nor in the books."""

from dataclasses import dataclass, field
from uuid import UUID

from backoffice.domain.card import AliasedCard
from backoffice.keying.entry import Entry


@dataclass(frozen=True, slots=True)
class RefusedCoupon:
    """A coupon that came back, and why."""

    entry: Entry
    error: Exception


@dataclass(slots=True)
class HeldCoupons:
    """What *Reprendre* brings back: refused coupons first, the oldest first; then those set aside, the newest first."""

    _refused: list[RefusedCoupon] = field(default_factory=list)
    _aside: list[Entry] = field(default_factory=list)

    def refuse(self, refused: RefusedCoupon) -> None:
        """Hold a refused coupon until it is taken."""
        self._refused.append(refused)

    def set_aside(self, entry: Entry, *, behind: bool) -> None:
        """Hold what was typed on a coupon that the operator has left; `behind` the others, or before them."""
        self._aside.insert(0 if behind else len(self._aside), entry)

    def release(self, key: UUID) -> None:
        """Hold a coupon no more, whatever it is held for."""
        self._refused = [refused for refused in self._refused if refused.entry.key != key]
        self._aside = [entry for entry in self._aside if entry.key != key]

    def prefer(self, batch_id: int, client_id: int) -> Entry | None:
        """A client's coupon that is set aside in a batch: of those set aside there, it is brought back first."""
        for entry in self._aside:
            if entry.batch_id == batch_id and entry.dossier is not None and entry.dossier.client.id == client_id:
                self._aside.remove(entry)
                self._aside.append(entry)
                return entry
        return None

    def give_card(self, key: UUID, card: AliasedCard) -> Entry | None:
        """A card that was on its way when its coupon was set aside: that one with it."""
        for at, entry in enumerate(self._aside):
            if entry.key == key:
                self._aside[at] = entry.with_card(card)
                return self._aside[at]
        return None

    def refused_in(self, batch_id: int) -> int:
        """How many refused coupons of a batch are held."""
        return sum(refused.entry.batch_id == batch_id for refused in self._refused)

    def refused_anywhere(self) -> tuple[Entry, ...]:
        """The refused coupons of all batches."""
        return tuple(refused.entry for refused in self._refused)

    def aside_in(self, batch_id: int) -> int:
        """How many coupons of a batch are set aside."""
        return sum(entry.batch_id == batch_id for entry in self._aside)

    def aside_anywhere(self) -> tuple[Entry, ...]:
        """The coupons that are set aside, of all batches."""
        return tuple(self._aside)

    def next(self, batch_id: int) -> RefusedCoupon | Entry | None:
        """What `take` would give."""
        refused = (refused for refused in self._refused if refused.entry.batch_id == batch_id)
        aside = (entry for entry in reversed(self._aside) if entry.batch_id == batch_id)
        return next(refused, None) or next(aside, None)

    def take(self, batch_id: int) -> RefusedCoupon | Entry | None:
        """Give back a coupon of a batch and hold it no more."""
        taken = self.next(batch_id)
        if isinstance(taken, RefusedCoupon):
            self._refused.remove(taken)
        elif taken is not None:
            self._aside.remove(taken)
        return taken
