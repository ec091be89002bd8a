"""SlimPay's page in a view of ours. Imported when the first page opens, and not before: Chromium comes with it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QColor
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from typing_extensions import override

from forms.kit.tokens import DARK, colours, text_scale
from forms.slimpay.hosts import Hosts

_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.AllowRunningInsecureContent,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,  # it would show the address
)


class SlimpayView(QWebEngineView):
    """Shows one order's page, and leaves nothing of it behind: it has a profile of its own, off the record.

    Signals:
        refused: it wanted to lead to another host than SlimPay's, and may not; bears that host, or nothing.
        moved: a page has come, the first or the one after *Continuer*.
        broken: a page has not come, or its process has ended.
    """

    refused = Signal(str)
    moved = Signal()
    broken = Signal()

    def __init__(self, hosts: Hosts) -> None:
        super().__init__()
        profile = _profile()
        self._page = _Page(profile, hosts, self)
        profile.setParent(self)  # after its page, so that it outlives it
        _restrict(self._page.settings())
        self._page.refused.connect(self.refused)
        self._page.permissionRequested.connect(_deny)
        self._page.renderProcessTerminated.connect(self.broken)
        profile.downloadRequested.connect(_cancel)
        self.setPage(self._page)
        self._dress()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setAccessibleName("Page de SlimPay")
        self.loadFinished.connect(self._tell)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        self._page.settings().setAttribute(QWebEngineSettings.WebAttribute.ForceDarkMode, colours() is DARK)
        self._page.setBackgroundColor(QColor(colours().surface))
        self.setZoomFactor(text_scale())

    def _tell(self, came: bool) -> None:  # noqa: FBT001 - Qt's signal
        if came:
            self.moved.emit()
        elif not self._page.take_refusal():
            self.broken.emit()


class _Page(QWebEnginePage):
    """Goes to SlimPay's hosts alone, opens no file, and keeps what a script says to itself: it may hold an address."""

    refused = Signal(str)

    def __init__(self, profile: QWebEngineProfile, hosts: Hosts, view: SlimpayView) -> None:
        super().__init__(profile, view)
        self._hosts = hosts
        self._refusing = False

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, in_main_frame: bool
    ) -> bool:
        where = QUrl(url)
        if self._hosts.has(where) or (where.scheme() == "about" and not in_main_frame):
            return True
        self._refusing = True
        self.refused.emit(where.host())
        return False

    @override
    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Not even the log hears it."""

    @override
    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, chosen: Sequence[str], kinds: Sequence[str]
    ) -> list[str]:
        return []

    def take_refusal(self) -> bool:
        """Whether what has not come was refused; it is told once."""
        refused, self._refusing = self._refusing, False
        return refused


def _profile() -> QWebEngineProfile:
    profile = QWebEngineProfile()  # without a name it is off the record
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setSpellCheckEnabled(False)
    return profile


def _restrict(settings: QWebEngineSettings) -> None:
    for attribute in _OFF:
        settings.setAttribute(attribute, False)


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _cancel(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
