"""The panel of an action that is a few values (comment, stop, refusal, letter), made by `codes`."""

from PySide6.QtCore import Qt
from typing_extensions import override

from backoffice.domain.dossier import Dossier
from backoffice.domain.mail import ActionForm
from backoffice.domain.people import Actor
from backoffice.services.clients.actions import Actions
from forms.actions.action_panel_base import ActionPanelBase
from forms.actions.fields import Fields
from forms.kit.buttons import allow
from forms.kit.screen_tools import ScreenTools


class ActionPanel(ActionPanelBase):
    """Asks for the values; Enter records them once."""

    def __init__(self, title: str, fields: Fields, actions: Actions, desk: ScreenTools, who: Actor) -> None:
        super().__init__(title, desk, who)
        self._fields = fields
        self._actions = actions
        self._barred = ""
        self.lay_out_under(fields)

    @override
    def begin(self, dossier: Dossier) -> None:
        super().begin(dossier)
        self._barred = self._fields.begin(dossier)
        allow(self._save, self._barred)
        self._fields.setEnabled(not self._barred)
        self._stands.say(self._barred)
        self._leave.setAccessibleDescription(self._barred)
        self.take_focus()

    @override
    def take_focus(self) -> None:
        if self._barred:
            super().take_focus()
        else:
            (self._fields.focusProxy() or self._save).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def why_not(self) -> str:
        return self._barred

    @override
    def save(self) -> None:
        wanted = self._fields.wanted() if self.can_send() and not self._barred else ()
        if wanted:
            self.send(
                lambda who, key, client_id: self._actions.record(who, ActionForm(key, client_id, wanted)),
                lambda client, _: self.tell_recorded(client),
            )
