"""Where SlimPay's page stands: in a view of ours, or in the system's browser with a word about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QStackedWidget

from forms.kit.labels import Words
from forms.kit.tokens import MARGIN, Tone
from forms.kit.wording.sentences import typeset
from forms.slimpay.hosts import Hosts

if TYPE_CHECKING:
    from forms.slimpay.web_view import SlimpayView

ViewMaker = Callable[[Hosts], "SlimpayView | None"]

_PREPARED = "SlimPay prépare la page…"
_IN_BROWSER = (
    "La page de SlimPay est ouverte dans le navigateur.\n"
    "Tapez-y l'IBAN, Continuer, puis revenez ici : Liasse voit d'elle-même quand c'est fait."
)
_NO_VIEW = "Liasse ne peut pas montrer la page elle-même sur ce poste."
_NO_BROWSER = "Aucun navigateur ne s'ouvre sur ce poste : la page de SlimPay ne peut pas être montrée."
_ELSEWHERE = "L'adresse reçue n'est pas chez SlimPay : elle n'est pas ouverte. Prévenez l'administrateur."
_REFUSED = "Cette page voulait mener ailleurs que chez SlimPay ({host}) : c'est refusé."
_BROKEN = "La page de SlimPay ne s'affiche pas : F5 la demande de nouveau, rien ne sera demandé deux fois."


class PagePlace(QStackedWidget):
    """Shows an order's page, and keeps nothing of its address.

    Signals:
        moved: the page was answered by another: *Continuer*, perhaps.
        refused: the page wanted to lead elsewhere; bears the sentence.
        broken: the page does not come; bears the sentence.
    """

    moved = Signal()
    refused = Signal(str)
    broken = Signal(str)

    def __init__(self, hosts: Hosts, make_view: ViewMaker | None, browse: Callable[[QUrl], bool]) -> None:
        """Make an empty frame.

        Args:
            hosts: where the page may be.
            make_view: makes a view for a page; None where pages are for the system's browser.
            browse: opens an address in the system's browser.
        """
        super().__init__()
        self._hosts = hosts
        self._make_view = make_view
        self._browse = browse
        self._view: SlimpayView | None = None
        self._words = Words(tone=Tone.MUTED)
        self._words.setWordWrap(True)
        self._words.setMargin(MARGIN)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._words)
        self.clear()

    def clear(self, words: str = _PREPARED) -> None:
        """Leave the page, with all that is known of it, and show words instead."""
        if self._view is not None:
            self.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
            self._view = None
        self._words.setText(typeset(words))

    def show_page(self, address: str) -> None:
        """Show SlimPay's page."""
        self.clear()
        url = QUrl(address)
        if not self._hosts.has(url):
            self.clear(_ELSEWHERE)
        elif self._make_view is None:
            self._show_outside(url, _IN_BROWSER)
        else:
            self._show_inside(url, self._make_view(self._hosts))

    def take_focus(self) -> None:
        """Let the keys go to the page."""
        if self._view is not None:
            self._view.setFocus()

    def _show_inside(self, url: QUrl, view: "SlimpayView | None") -> None:
        if view is None:
            self._show_outside(url, f"{_NO_VIEW}\n{_IN_BROWSER}")
            return
        self._view = view
        view.moved.connect(self.moved)
        view.refused.connect(self._tell_refused)
        view.broken.connect(lambda: self.broken.emit(typeset(_BROKEN)))
        self.setCurrentIndex(self.addWidget(view))
        view.setUrl(url)

    def _show_outside(self, url: QUrl, words: str) -> None:
        self.clear(words if self._browse(url) else _NO_BROWSER)

    def _tell_refused(self, host: str) -> None:
        self.refused.emit(typeset(_REFUSED.format(host=host or "adresse sans nom")))
