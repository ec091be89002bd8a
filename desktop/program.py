"""From the first painted window to the last: opening the office, login, work, and leaving without losing anything."""

from collections.abc import Callable, Mapping
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.people import Actor, Person
from desktop.crash import CrashWatch
from desktop.crash_telling import CrashTelling
from desktop.one_window import OneWindow
from desktop.options import Options
from desktop.remembered import recall, remember
from desktop.waiting import OPENING, WaitingPage
from desktop.window import Window
from forms.kit.questions import Dialogs, Questions
from forms.kit.tasks import TaskRunner, WorkWatch
from forms.kit.theme import Scheme, Theme
from forms.kit.tokens import DARK, colours
from forms.people.login import LoginScreen
from resources.paths import icon_file

if TYPE_CHECKING:
    from backoffice.founding import FirstStart
    from desktop.logs import Log
    from desktop.opening import Opening, OpenOffice
    from desktop.workplace import Workplace

_SAVING = "Enregistrement en cours…"
_PAINTING = 1.0
"""Seconds that the painting of the login is waited for at most."""
_LAST_MINUTE = 60_000
"""Milliseconds in which the system ends the session, once it has asked everybody; if it does not, all goes on."""
_AT_ONCE = 4
"""How many answers of the network are waited for at the same time."""


class Program(QObject):
    """Shows one page after the other in the window, and keeps what outlives them.

    Signals:
        usable: somebody can log in.
        loaded: every module is there that the work needs.
        working: somebody is at work.

    Attributes:
        office: what was opened; None until it is.
    """

    usable = Signal()
    loaded = Signal()
    working = Signal()

    def __init__(
        self, window: Window, options: Options, theme: Theme, watch: CrashWatch, questions: Questions | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._options = options
        self._theme = theme
        self._questions = questions or Dialogs(window)
        self._runner = TaskRunner(self)
        self._network = TaskRunner(self, workers=_AT_ONCE)
        self._opening = WorkWatch(self)
        self._one_window = OneWindow(self)
        self._one_window.called.connect(self._come_to_front)
        self.office: OpenOffice | None = None
        self._workplace: Workplace | None = None
        self._session_ends = QTimer(self, singleShot=True, interval=_LAST_MINUTE)
        self._leaving = False
        window.setWindowIcon(QIcon(str(icon_file("liasse"))))
        window.close_asked.connect(self._leave)
        theme.serve(window)
        theme.changed.connect(self._keep_theme)
        self._runner.crashed.connect(watch.tell)
        self._network.crashed.connect(watch.tell)
        CrashTelling(window, watch, self._log)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self._keep_typed)

    def open(self) -> None:
        """Ask who works here, from memory where somebody has worked here before, and open the office meanwhile."""
        workstation, people = ("", ()) if self._options.demo else recall(self._options.config)
        if people:
            page = self._login(workstation, {})
            page.show_people(people)
            page.say(OPENING)
            painted = Event()
            QTimer.singleShot(0, painted.set)
            self._open_office(painted)
            self.usable.emit()
        else:
            self._open_office(None)

    def _open_office(self, painted: Event | None) -> None:
        self._opening = WorkWatch(self)
        self._opening.reported.connect(self._advance)
        if not isinstance(self._window.page, LoginScreen):
            self._window.show_page(WaitingPage(OPENING))
        options, watch = self._options, self._opening
        self._runner.run(lambda: self._opened_office(options, watch, painted), self._opened, self._not_opened, self)

    def _opened_office(self, options: Options, watch: WorkWatch, painted: Event | None) -> "Opening":
        if painted is not None:  # its turn is before any login's, and the login is painted before it
            painted.wait(_PAINTING)
        from desktop.opening import OpenOffice, open_office  # noqa: PLC0415 - half a second of imports, away from the window

        opened = open_office(options, self._one_window, watch.report, watch.cancelled)
        if isinstance(opened, OpenOffice):
            self.office = opened  # at once, and not with the answer: the login may be the next piece of work
        return opened

    def _opened(self, opened: "Opening") -> None:
        from desktop.opening import OpenElsewhere, OpenOffice  # noqa: PLC0415 - loaded by now

        if self._leaving:
            return
        if isinstance(opened, OpenOffice):
            self._open_to_people(opened)
        elif isinstance(opened, OpenElsewhere):
            self._window.close()
        else:
            self._ask_where(opened)

    def _ask_where(self, start: "FirstStart") -> None:
        from forms.first_start.assistant import Assistant  # noqa: PLC0415 - once in the life of a workstation

        assistant = Assistant(start, self._runner, self._questions)
        assistant.finished.connect(self.open)
        assistant.failed.connect(self._not_opened)
        self._window.show_page(assistant)
        assistant.enter()

    def _open_to_people(self, office: "OpenOffice") -> None:
        if office.demo is None:
            remember(self._options.config, office.services.workstation, office.people)
        page = self._window.page
        if isinstance(page, LoginScreen) and office.people:
            page.say("")
            page.refresh_people(office.people)
        else:
            self._welcome(office, office.people)
        self._runner.run(_load_screens, lambda _: self.loaded.emit(), _nothing, self)

    def _advance(self, done: int, total: int, words: str) -> None:
        """Show how far it is; a login from memory has to be waited for then."""
        page = self._window.page
        if not isinstance(page, WaitingPage):
            page = WaitingPage(words)
            self._window.show_page(page)
        page.advance(done, total, words)

    def _not_opened(self, error: Exception) -> None:
        self._show_trouble(error, self.open)

    def _show_trouble(self, error: Exception, retry: Callable[[], None]) -> None:
        from desktop.trouble import TroublePage  # noqa: PLC0415 - where there is any
        from forms.kit.wording.sentences import sentence  # noqa: PLC0415 - all the sentences there are

        if not self._leaving:
            page = TroublePage(sentence(error), retry, self._window.close)
            self._window.show_page(page)
            page.retry.setFocus()

    def _welcome(self, office: "OpenOffice", people: tuple[Person, ...]) -> None:
        if people:
            self._login(office.services.workstation, office.passwords).show_people(people)
        else:
            self._ask_first(office)
        self.usable.emit()

    def _login(self, workstation: str, passwords: Mapping[str, str]) -> LoginScreen:
        page = LoginScreen(self._log_in, self._runner, workstation, passwords)
        page.logged_in.connect(self._begin_work)
        self._window.show_page(page)
        return page

    def _log_in(self, login: str, password: str) -> Actor:
        if self.office is None:  # its opening has just failed, and the page that says so is on its way
            raise Unavailable(Fault.DATABASE_UNREACHABLE)
        return self.office.services.people.log_in(login, password, self.office.services.workstation)

    def _ask_first(self, office: "OpenOffice") -> None:
        from forms.people.first_administrator import FirstScreen  # noqa: PLC0415 - it needs the services

        first = FirstScreen(office.services.people, self._runner, office.services.workstation)
        first.logged_in.connect(self._begin_work)
        first.peopled.connect(self._ask_who)
        self._window.show_page(first)
        first.enter()

    def _ask_who(self) -> None:
        office = self.office
        if office is not None:
            self._runner.run(
                office.services.people.active,
                lambda people: self._welcome(office, people),
                lambda error: self._show_trouble(error, self._ask_who),
                self,
            )

    def _begin_work(self, who: Actor) -> None:
        from desktop.session import Session  # noqa: PLC0415 - it needs the services
        from desktop.workplace import Workplace  # noqa: PLC0415 - all the screens; loaded by now

        office = self.office
        if office is None:
            return
        office.log.note("logged in", person=who.person_id)
        session = Session(office.services, who, demo=office.demo is not None)
        workplace = Workplace(session, self._runner, self._network, self._questions, self._theme)
        workplace.change_asked.connect(self._change_operator)
        workplace.leave_asked.connect(self._window.close)
        self._workplace = workplace
        self._window.show_page(workplace)
        workplace.enter()
        self.working.emit()

    def _change_operator(self) -> None:
        self._when_done("Changer d'opérateur", self._log_out)

    def _log_out(self) -> None:
        self._workplace = None
        self._ask_who()

    def _keep_typed(self) -> None:
        """The session at the system ends: the disk has what is typed when this returns, and nobody is asked."""
        self._session_ends.start()
        if self._workplace is not None:
            self._workplace.keep()

    def _leave(self) -> None:
        if self._leaving:
            return
        self._opening.cancel()
        self._leaving = self._when_done("Quitter Liasse", self._close)

    def _when_done(self, title: str, then: Callable[[], None]) -> bool:
        """Do `then` once all that is on its way to the database has its answer; False where it is not wanted."""
        unsaved = "" if self._workplace is None else self._workplace.unsaved()
        if unsaved and not self._is_given_up(title, unsaved):
            return False
        if self._workplace is not None:
            self._workplace.stop()
        self._window.hold(_SAVING)
        # One worker, in order: when this has its turn, everything before it has had its answer.
        self._runner.run(_nothing, lambda _: self._done(title, unsaved, then), _nothing, self)
        return True

    def _done(self, title: str, known: str, then: Callable[[], None]) -> None:
        self._window.release()
        unsaved = "" if self._workplace is None else self._workplace.unsaved()
        if unsaved in ("", known) or self._is_given_up(title, unsaved):
            then()
        else:
            self._leaving = False

    def _is_given_up(self, title: str, unsaved: str) -> bool:
        return self._session_ends.isActive() or self._questions.confirm(title, unsaved, (), title, "Rester")

    def _come_to_front(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()

    def _close(self) -> None:
        self._network.close()
        self._runner.close()
        if self.office is not None:
            self.office.close()
        self._one_window.release()
        self._session_ends.stop()
        self._window.let_go()

    def _log(self) -> "Log | None":
        return None if self.office is None else self.office.log

    def _keep_theme(self) -> None:
        QSettings().setValue("scheme/chosen", self._theme.scheme.value)
        QSettings().setValue("scheme/seen", (Scheme.DARK if colours() is DARK else Scheme.LIGHT).value)
        QSettings().setValue("text", self._theme.scale)


def _load_screens(*_: object) -> None:
    import forms.batches.screen  # noqa: PLC0415 - as above
    import forms.coupon.screen  # noqa: F401, PLC0415 - as above


def _nothing(*_: object) -> None:
    """Neither work nor answer."""
