"""A client looked for by reference: what keying and *Clients* do before a file is open."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.people import Actor
from backoffice.services.clients.clients import Clients
from forms.kit.screen_tools import ScreenTools


class LookUp(QObject):
    """Looks for one client after another; an answer that comes after the next was asked for is nobody's.

    Signals:
        found: bears the `Dossier`.
        several: the references can mean any of these clients; bears them.
        not_found: there is none; bears the exception.
    """

    found = Signal(object)
    several = Signal(object)
    not_found = Signal(object)

    def __init__(self, clients: Clients, desk: ScreenTools, who: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._clients = clients
        self._desk = desk
        self._who = who
        self._wanted: tuple[ClientRef, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is wanted."""
        return bool(self._wanted)

    def ask(self, refs: tuple[ClientRef, ...], kind: BatchKind | None = None) -> None:
        """Look for the client of one of these references, among those of a kind of batch."""
        self._wanted = refs
        self._desk.runner.run(
            lambda: self._clients.look_up(self._who, refs, kind),
            partial(self._answer, refs),
            partial(self._fail, refs),
            self,
        )

    def forget(self) -> None:
        """An answer that is still to come is not wanted any more."""
        self._wanted = ()

    def _answer(self, refs: tuple[ClientRef, ...], found: Dossier | tuple[ClientIdentity, ...]) -> None:
        if refs == self._wanted:
            self.forget()
            (self.found if isinstance(found, Dossier) else self.several).emit(found)

    def _fail(self, refs: tuple[ClientRef, ...], error: Exception) -> None:
        if refs == self._wanted:
            self.forget()
            self.not_found.emit(error)
