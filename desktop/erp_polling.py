"""Rounds with the financial system, in the background, for as long as somebody works here."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice.domain.errors import Fault, RuleBroken, Unavailable
from backoffice.domain.people import Right
from backoffice.french.counted import counted
from backoffice.services.erp.rounds import ErpRound
from desktop.session import Session
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Action
from forms.kit.wording.sentences import sentence, typeset

_SOON, _LATER = 2_000, 30_000
"""Milliseconds between two rounds: after something was asked, and otherwise."""
_EAGER = 60
"""So many rounds after something was asked are soon ones: two minutes."""
_OURS = frozenset({Fault.ERP_UNREACHABLE, Fault.ERP_TOKEN_WRONG, Fault.ERP_ANSWER_ODD})
"""What is said here; whether the database answers is said elsewhere."""


@dataclass(frozen=True, slots=True)
class _Went:
    failure: Unavailable | None
    quarantined: int


class ErpPolling(QObject):
    """Never goes two rounds at once. A financial system that does not answer is told of once, and once it is back.

    Signals:
        went: a round is over; bears why the financial system could not be heard, or None.
        quarantined: bears how many messages wait for a person to settle them, after each round.
        settling_asked: they are to be shown.
    """

    went = Signal(object)
    quarantined = Signal(int)
    settling_asked = Signal()

    def __init__(self, session: Session, desk: ScreenTools, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._under_way = False
        self._once_more = False
        self._stopped = True
        self._eager = 0
        self._strange = 0
        self._told: Unavailable | None = None
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._go)

    def start(self) -> None:
        """Begin, where there is a financial system at all."""
        self._stopped = False
        self._go()

    def soon(self) -> None:
        """Something was asked: go round now, and for a while more often."""
        self._stopped = False
        self._eager = _EAGER
        self._go()

    def stop(self) -> None:
        """Go round no longer; what is under way comes to its end, and is not told of."""
        self._stopped = True
        self._once_more = False
        self._again.stop()

    def _go(self) -> None:
        going = self._session.services.erp_round
        if going is None:
            return
        self._again.stop()
        if self._under_way:
            self._once_more = True
            return
        self._under_way = True
        self._desk.network.run(lambda: self._round(going), self._back, self._broken, self)

    def _round(self, going: ErpRound) -> _Went:
        """One round; not in the window's thread."""
        failure = None
        try:
            going.run()
        except Unavailable as error:
            failure = error
        own = self._session
        settles = own.may(Right.SETTLE_WITH_ERP)
        return _Went(failure, len(own.services.payment_cancelling.quarantine(own.who)) if settles else 0)

    def _back(self, went: _Went) -> None:
        self._under_way = False
        if self._stopped:
            return
        self._tell(went.failure)
        self._tell_strange(went.quarantined)
        self.went.emit(went.failure)
        self._next()

    def _broken(self, error: Exception) -> None:
        self._under_way = False
        if isinstance(error, RuleBroken | Unavailable) and not self._stopped:  # a bug is not asked for again
            self._next()

    def _next(self) -> None:
        if self._once_more:
            self._once_more = False
            self._go()
        else:
            self._again.start(_SOON if self._eager else _LATER)
            self._eager = max(0, self._eager - 1)

    def _tell(self, failure: Unavailable | None) -> None:
        before = self._told
        if failure is None:
            self._told = None
            if before is not None:
                system = before.facts.get("system", "Le système financier")
                self._desk.strip.ok(typeset(f"{system} répond à nouveau : ce qui attendait repart."))
        elif failure.fault in _OURS:
            self._told = failure
            if before is None or before.fault is not failure.fault:
                self._desk.strip.warning(sentence(failure))

    def _tell_strange(self, count: int) -> None:
        if count > self._strange:
            told = counted(count, "message du système financier attend", "messages du système financier attendent")
            self._desk.strip.warning(
                typeset(f"{told} en quarantaine : quelqu'un doit trancher."),
                Action("Ouvrir la quarantaine", self.settling_asked.emit),
            )
        self._strange = count
        self.quarantined.emit(count)
