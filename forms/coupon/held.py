"""Coupons that are not on the screen and not in the books: refused ones, and the one that was set aside."""

from dataclasses import dataclass, field

from forms.coupon.entry import Entry


@dataclass(frozen=True, slots=True)
class Refused:
    """A coupon that came back, and why."""

    entry: Entry
    error: Exception


@dataclass(slots=True)
class Held:
    """What *Reprendre* brings back: refused coupons first, the oldest first, else the one set aside."""

    _refused: list[Refused] = field(default_factory=list)
    _aside: Entry | None = None

    def refuse(self, refused: Refused) -> None:
        """Hold a refused coupon until it is taken."""
        self._refused.append(refused)

    def set_aside(self, entry: Entry) -> None:
        """Hold what was typed on a coupon that the operator has left; it takes the place of the one before."""
        self._aside = entry

    def refused_in(self, batch_id: int) -> int:
        """How many refused coupons of a batch are held."""
        return sum(refused.entry.batch_id == batch_id for refused in self._refused)

    def refused_anywhere(self) -> tuple[Entry, ...]:
        """The refused coupons of all batches."""
        return tuple(refused.entry for refused in self._refused)

    def next(self, batch_id: int) -> Refused | Entry | None:
        """What `take` would give."""
        first = next((refused for refused in self._refused if refused.entry.batch_id == batch_id), None)
        if first is not None:
            return first
        return self._aside if self._aside is not None and self._aside.batch_id == batch_id else None

    def take(self, batch_id: int) -> Refused | Entry | None:
        """Give back a coupon of a batch and hold it no more."""
        taken = self.next(batch_id)
        if isinstance(taken, Refused):
            self._refused.remove(taken)
        elif taken is not None:
            self._aside = None
        return taken
