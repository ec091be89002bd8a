"""SlimPay's page in a view of ours, driven by keys; and what such a page may not do."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from werkzeug import Response

from backoffice.domain.slimpay import AskState
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from forms.kit.theme import Scheme, apply
from forms.slimpay.hosts import Hosts
from forms.slimpay.view_making import made_view
from forms.slimpay.webservice import WebserviceScreen
from tests.forms.screen_window import Bench
from tests.forms.slimpay.counter import LONG, Counter, has_focus
from tests.keyboard_driver import focused, press, write
from tests.needs import need_web_engine, needs_posix
from tests.slimpay import NEW_IBAN, RUM

need_web_engine()
from PySide6.QtWebEngineCore import QWebEnginePermission, QWebEngineSettings  # noqa: E402 - where there is one

from forms.slimpay.web_view import SlimpayView  # noqa: E402 - as above

FORM = """<form method=post action={action}><input name=iban autofocus><button>Continuer</button></form>
<title>{title}</title><script>document.title += ' ' + document.cookie; document.cookie = 'a=b';
console.log(location.href)</script>"""


@pytest.fixture
def views() -> Iterator[Callable[[str], SlimpayView]]:
    """Makes views in windows of their own, each for a SlimPay at an address."""
    made: list[SlimpayView] = []

    def make(api: str) -> SlimpayView:
        view = SlimpayView(Hosts(api))
        view.resize(640, 480)
        view.show()
        made.append(view)
        return view

    yield make
    for view in made:
        delete(view)


@pytest.fixture
def view(views: Callable[[str], SlimpayView], httpserver: HTTPServer) -> SlimpayView:
    return views(httpserver.url_for("/"))


def serve(httpserver: HTTPServer, path: str, content: str = "", **headers: str) -> str:
    kind = {"Content-Type": "text/html", **headers}
    httpserver.expect_request(path).respond_with_response(Response(content or path, headers=kind))
    return httpserver.url_for(path)


def redirect(httpserver: HTTPServer, path: str, to: str) -> str:
    httpserver.expect_request(path).respond_with_response(Response("", 303, {"Location": to}))
    return httpserver.url_for(path)


def come(qtbot: QtBot, view: SlimpayView, address: str) -> None:
    with qtbot.waitSignal(view.moved, timeout=LONG):
        view.setUrl(QUrl(address))


def the_view(bench: Bench) -> SlimpayView:
    found = bench.findChild(SlimpayView)
    assert isinstance(found, SlimpayView)
    return found


@pytest.fixture
def webservice(counter: Counter) -> WebserviceScreen:
    """The page of an order, in its view, with the cursor in it."""
    screen = counter.webservice(made_view)
    screen.show_order(counter.asked())
    counter.qtbot.waitUntil(lambda: counter.bench.findChild(SlimpayView) is not None, timeout=LONG)
    view = the_view(counter.bench)
    counter.qtbot.waitUntil(lambda: view.title() == "Changer de compte bancaire", timeout=LONG)
    until_page_says(counter, "document.hasFocus() && document.activeElement.id", "iban")
    return screen


def type_iban(counter: Counter, iban: str = NEW_IBAN) -> None:
    write(iban)
    until_page_says(counter, "document.getElementById('iban').value", iban)


def until_page_says(counter: Counter, script: str, wanted: object) -> None:
    """Wait until a script has this value in the page."""
    said: list[object] = []

    def asked() -> bool:
        the_view(counter.bench).page().runJavaScript(script, 0, said.append)
        return wanted in said

    counter.qtbot.waitUntil(asked, timeout=LONG)


@pytest.mark.usefixtures("webservice")
def test_the_iban_typed_in_the_page_is_on_the_file(counter: Counter) -> None:
    (order,) = counter.unsettled()
    type_iban(counter)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)

    counter.until_told(f"Mandat actif · RUM {RUM} · Mme DURAND Marie")
    assert counter.left == [None]
    assert counter.means(order).iban == "FR76 •••• 189"
    assert counter.unsettled() == ()
    counter.qtbot.waitUntil(lambda: counter.bench.findChild(SlimpayView) is None)


@pytest.mark.usefixtures("webservice")
def test_a_wrong_iban_stays_on_the_page(counter: Counter) -> None:
    type_iban(counter, "FR7630006000011234567890188")
    with counter.qtbot.waitSignal(the_view(counter.bench).moved, timeout=LONG):
        press(Qt.Key.Key_Return)
    assert counter.left == []
    assert [row.state for row in counter.unsettled()] == [AskState.OPEN]


@pytest.mark.usefixtures("webservice")
def test_escape_in_the_page_asks_and_leads_back_into_it(counter: Counter) -> None:
    page = focused()
    press(Qt.Key.Key_Escape)
    assert has_focus("Laisser pour plus tard")
    press(Qt.Key.Key_Escape)
    assert focused() is page
    type_iban(counter)


def test_a_window_that_was_closed_is_found_again(counter: Counter, webservice: WebserviceScreen) -> None:
    type_iban(counter)
    delete(webservice)
    (order,) = counter.unsettled()
    assert order.state is AskState.OPEN
    assert counter.office.slimpay.begin(counter.office.operator, order.id).url


def test_a_page_that_leads_elsewhere_is_refused(
    counter: Counter, webservice: WebserviceScreen, httpserver: HTTPServer, sandbox: SlimpaySandbox
) -> None:
    assert webservice.isVisible()
    address = serve(httpserver, "/elsewhere")
    the_view(counter.bench).page().runJavaScript(f"location.href = '{address}?code=secret'")
    counter.until_told("voulait mener ailleurs que chez SlimPay (localhost)")
    assert "secret" not in counter.bench.strip.text()
    assert the_view(counter.bench).url().toString().startswith(sandbox.url)
    assert httpserver.log == []


def test_a_redirection_elsewhere_is_not_followed(view: SlimpayView, qtbot: QtBot, httpserver: HTTPServer) -> None:
    serve(httpserver, "/page")
    begin = redirect(httpserver, "/begin", f"http://127.0.0.1:{httpserver.port}/page")
    with qtbot.assertNotEmitted(view.broken), qtbot.waitSignals([view.refused, view.loadFinished], timeout=LONG):
        view.setUrl(QUrl(begin))
    assert [request.path for request, _ in httpserver.log] == ["/begin"]
    assert view.title() == ""


@pytest.mark.parametrize("address", ["file:///etc/hostname", "data:text/html,a"])
def test_a_redirection_out_of_the_network_is_not_followed(
    view: SlimpayView, qtbot: QtBot, httpserver: HTTPServer, address: str
) -> None:
    with qtbot.waitSignal(view.broken, timeout=LONG):
        view.setUrl(QUrl(redirect(httpserver, "/begin", address)))
    assert view.title() == ""


def test_the_page_follows_the_scheme_and_the_size_of_text(
    view: SlimpayView, qtbot: QtBot, httpserver: HTTPServer, qapp: QApplication
) -> None:
    come(qtbot, view, serve(httpserver, "/page"))
    apply(qapp, Scheme.DARK, 130)
    assert view.zoomFactor() == pytest.approx(1.3, abs=0.05)
    assert view.settings().testAttribute(QWebEngineSettings.WebAttribute.ForceDarkMode)
    apply(qapp, Scheme.LIGHT, 100)
    assert not view.settings().testAttribute(QWebEngineSettings.WebAttribute.ForceDarkMode)
    qapp.setStyleSheet("")


def test_a_frame_leads_nowhere_else(view: SlimpayView, qtbot: QtBot, httpserver: HTTPServer) -> None:
    serve(httpserver, "/inner")
    outer = serve(httpserver, "/outer", f"<iframe src=http://127.0.0.1:{httpserver.port}/inner></iframe>")
    with qtbot.waitSignal(view.refused, timeout=LONG):
        view.setUrl(QUrl(outer))
    assert [request.path for request, _ in httpserver.log] == ["/outer"]


def test_no_window_pops_up(view: SlimpayView, qtbot: QtBot, httpserver: HTTPServer) -> None:
    serve(httpserver, "/second")
    begin = serve(httpserver, "/first", "<a id=a href=/second target=_blank>b</a><title>first</title>")
    come(qtbot, view, begin)
    windows = len(QApplication.topLevelWidgets())
    view.page().runJavaScript("document.getElementById('a').click(); window.open('/second')")
    come(qtbot, view, serve(httpserver, "/third"))
    assert len(QApplication.topLevelWidgets()) == windows
    assert "/second" not in [request.path for request, _ in httpserver.log]


def test_nothing_is_downloaded(
    view: SlimpayView, qtbot: QtBot, httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    view.page().profile().setDownloadPath(str(tmp_path))
    file = serve(httpserver, "/file", "content", **{"Content-Disposition": "attachment; filename=file.txt"})
    before = set(tmp_path.rglob("*"))
    with qtbot.waitSignal(view.page().profile().downloadRequested, timeout=LONG) as asked:
        view.setUrl(QUrl(file))
    (download,) = asked.args or []
    qtbot.waitUntil(lambda: download.state() == type(download).DownloadState.DownloadCancelled)
    assert set(tmp_path.rglob("*")) == before


def test_nothing_is_permitted(view: SlimpayView, qtbot: QtBot, httpserver: HTTPServer) -> None:
    come(qtbot, view, serve(httpserver, "/page"))
    with qtbot.waitSignal(view.page().permissionRequested, timeout=LONG) as asked:
        view.page().runJavaScript("navigator.geolocation.getCurrentPosition(() => {}, () => {})")
    (permission,) = asked.args or []
    assert permission.state() is QWebEnginePermission.State.Denied


def test_no_page_knows_of_the_one_before(
    views: Callable[[str], SlimpayView], qtbot: QtBot, httpserver: HTTPServer
) -> None:
    view, another = views(httpserver.url_for("/")), views(httpserver.url_for("/"))
    address = serve(httpserver, "/form", FORM.format(action="/form", title="page"))
    come(qtbot, view, address)
    come(qtbot, view, address)
    qtbot.waitUntil(lambda: view.title() == "page a=b", timeout=LONG)
    assert view.page().profile().isOffTheRecord()

    come(qtbot, another, address)
    assert another.title() == "page"


def test_a_page_that_does_not_come_is_told(views: Callable[[str], SlimpayView], qtbot: QtBot) -> None:
    with SlimpaySandbox() as gone:
        address = gone.url
    view = views(address)
    with qtbot.waitSignal(view.broken, timeout=LONG):
        view.setUrl(QUrl(address))
    assert view.title() == ""


def test_neither_the_address_nor_the_console_is_written_anywhere(
    view: SlimpayView,
    qtbot: QtBot,
    httpserver: HTTPServer,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    come(qtbot, view, serve(httpserver, "/code-4711", FORM.format(action="/", title="page")))
    with qtbot.waitCallback(timeout=LONG) as told:
        view.page().runJavaScript("console.error(location.href); console.log('FR76'); 1", 0, told)
    told_elsewhere = [record for record in caplog.records if not record.name.startswith("werkzeug")]
    written = "".join(str(capfd.readouterr()) + record.getMessage() for record in told_elsewhere)
    written += str(capfd.readouterr())
    assert "4711" not in written
    assert "FR76" not in written


def test_chromium_comes_with_the_first_page_and_not_before() -> None:
    code = (
        "import sys, forms.slimpay.screen, forms.slimpay.webservice, forms.slimpay.view_making;"
        "print([name for name in sys.modules if 'WebEngine' in name])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert told.stdout.strip() == "[]"


def test_where_the_engine_is_missing_there_is_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "forms.slimpay.web_view", None)
    assert made_view(Hosts("")) is None


@needs_posix("root")
def test_where_the_engine_would_end_the_program_there_is_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    assert made_view(Hosts("")) is None
