"""What is made of answers that are lost, refused, or not Tryton's at all, and of what is never told."""

import json
import logging
import socket
import traceback
from base64 import b64encode
from collections.abc import Callable, Mapping

import pytest
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from backoffice.domain.cancellation import ErpAnswer, ErpStatus
from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.tryton.answers import RequestNote, mark_text
from backoffice.gateways.tryton.system import TrytonSystem
from tests.erp_bench import a_line, a_request

SECRET = "secret-de-l-essai"
KEY = "clef-de-l-essai"
LINE = a_line()
AMOUNT = {"__class__": "Decimal", "decimal": "20.30"}
PAYMENT = {
    "id": 7,
    "reference": LINE.reference,
    "state": "succeeded",
    "amount": AMOUNT,
    "_write": 1,
    "_timestamp": "1.5",
}
IBAN = "FR1420041010050500013M02606"

Said = Mapping[str, object]


class Tryton:
    """A server whose every answer a test chooses; each method says the same thing again and again."""

    def __init__(self, server: HTTPServer) -> None:
        self.said: dict[str, Said] = {
            "common.db.login": {"result": [3, KEY, None]},
            "model.res.user.get_preferences": {"result": {"company": 1, "language": "fr"}},
            "model.account.payment.search_read": {"result": [PAYMENT]},
            "model.ir.note.search_read": {"result": []},
            "model.ir.note.create": {"result": [1]},
        }
        self.called: list[str] = []
        self.refused_sessions = 0
        self.sessions: set[str] = set()
        server.expect_request("/base/rpc/", method="POST").respond_with_handler(self._answer)
        self.system = TrytonSystem(server.url_for(""), "base", "liasse", lambda: SecretStr(SECRET), patience=2.0)

    def _answer(self, request: Request) -> Response:
        method = request.get_json()["method"]
        self.called.append(method)
        if method != "common.db.login":
            self.sessions.add(request.headers["Authorization"])
            if self.refused_sessions:
                self.refused_sessions -= 1
                return Response(status=401)
        return Response(json.dumps({"id": 1, **self.said[method]}), content_type="application/json")


@pytest.fixture
def tryton(httpserver: HTTPServer) -> Tryton:
    return Tryton(httpserver)


def fault(gesture: Callable[[], object]) -> Fault:
    with pytest.raises(Unavailable) as failure:
        gesture()
    assert failure.value.facts == {"system": "Tryton"}
    assert_silent(failure.value)
    return failure.value.fault


def assert_silent(error: BaseException) -> None:
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    for hidden in (SECRET, KEY, b64encode(f"liasse:3:{KEY}".encode()).decode()):
        assert hidden not in told


def looked(tryton: Tryton) -> ErpStatus:
    return tryton.system.look("", [LINE])[LINE.reference].status


# --- the session


def test_it_logs_in_once(tryton: Tryton) -> None:
    assert looked(tryton) is looked(tryton) is ErpStatus.PROCESSED
    assert tryton.called.count("common.db.login") == 1
    assert tryton.sessions == {"Session " + b64encode(f"liasse:3:{KEY}".encode()).decode()}


def test_an_old_session_is_renewed_once_and_the_request_sent_again(tryton: Tryton) -> None:
    looked(tryton)
    tryton.refused_sessions = 1

    assert looked(tryton) is ErpStatus.PROCESSED
    assert tryton.called.count("common.db.login") == 2


def test_a_session_that_is_never_taken(tryton: Tryton) -> None:
    tryton.refused_sessions = 99

    assert fault(lambda: looked(tryton)) is Fault.ERP_TOKEN_WRONG
    assert tryton.called.count("common.db.login") == 2


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"error": ["LoginException", ["password", "Mot de passe", "password"]]}, Fault.ERP_TOKEN_WRONG),
        ({"error": ["KeyError", ""]}, Fault.ERP_ANSWER_ODD),
        ({"result": None}, Fault.ERP_ANSWER_ODD),
        ({"result": [3]}, Fault.ERP_ANSWER_ODD),
        ({"result": ["3", KEY, None]}, Fault.ERP_ANSWER_ODD),
        ({"result": [3, f"{KEY}\r\nX-Odd: 1", None]}, Fault.ERP_ANSWER_ODD),
    ],
)
def test_a_login_that_brings_no_session(tryton: Tryton, said: Said, expected: Fault) -> None:
    tryton.said["common.db.login"] = said

    assert fault(lambda: looked(tryton)) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, Fault.ERP_TOKEN_WRONG),
        (403, Fault.ERP_TOKEN_WRONG),
        (429, Fault.ERP_TOKEN_WRONG),
        (404, Fault.ERP_ANSWER_ODD),
        (302, Fault.ERP_ANSWER_ODD),
        (500, Fault.ERP_UNREACHABLE),
        (503, Fault.ERP_UNREACHABLE),
    ],
)
def test_a_login_that_is_turned_away(httpserver: HTTPServer, status: int, expected: Fault) -> None:
    httpserver.expect_oneshot_request("/base/rpc/").respond_with_data("", status=status)

    assert fault(lambda: looked(Tryton(httpserver))) is expected


# --- answers


@pytest.mark.parametrize(
    "change",
    [
        {"id": "7"},
        {"id": True},
        {"id": 0},
        {"reference": None},
        {"state": 3},
        {"amount": "17.15"},
        {"amount": 17.15},
        {"amount": {"__class__": "Decimal", "decimal": 17}},
        {"amount": {"__class__": "Decimal", "decimal": "dix-sept"}},
        {"amount": {"__class__": "Decimal", "decimal": "NaN"}},
        {"amount": {"__class__": "Decimal", "decimal": "1E+999999"}},
        {"amount": {"__class__": "Decimal", "decimal": "17.155"}},
        {"amount": {"__class__": "Decimal", "decimal": "-17.15"}},
        {"_write": None},
        {"_write": "yes"},
        {"_timestamp": None},
    ],
)
def test_a_payment_that_cannot_be_read(tryton: Tryton, change: Said) -> None:
    tryton.said["model.account.payment.search_read"] = {"result": [{**PAYMENT, **change}]}

    assert fault(lambda: looked(tryton)) is Fault.ERP_ANSWER_ODD


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"result": None},
        {"result": {}},
        {"result": [7]},
        {"result": [None]},
        {"error": []},
        {"error": "UserError"},
        {"error": ["UserError"]},
        {"error": ["UserError", []]},
        {"error": ["UserError", [None, "", None]]},
        {"error": ["UserError", ["Accès refusé", "", None]]},
        {"error": ["ConcurrencyException", "changed meanwhile"]},
        {"error": ["'nope'", "Traceback (most recent call last)"]},
    ],
)
def test_an_answer_that_was_not_agreed(tryton: Tryton, said: Said) -> None:
    tryton.said["model.account.payment.search_read"] = said

    assert fault(lambda: looked(tryton)) is Fault.ERP_ANSWER_ODD


@pytest.mark.parametrize("page", [b"<html>Portail captif</html>", b"\xff\xfe", b'{"result": [', b"", b"[]"])
def test_an_answer_that_is_no_json(httpserver: HTTPServer, page: bytes) -> None:
    httpserver.expect_request("/base/rpc/").respond_with_data(page)

    assert fault(lambda: looked(Tryton(httpserver))) is Fault.ERP_ANSWER_ODD


@pytest.mark.parametrize("said", [{"result": None}, {"result": [1, "start"]}, {"result": {"company": None}}])
def test_a_user_without_a_company(tryton: Tryton, said: Said) -> None:
    tryton.said["model.res.user.get_preferences"] = said

    assert fault(lambda: looked(tryton)) is Fault.ERP_ANSWER_ODD


def test_nobody_there() -> None:
    with socket.socket() as bound:  # and does not listen
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        system = TrytonSystem(url, "base", "liasse", lambda: SecretStr(SECRET))
        assert fault(lambda: system.hand_over([LINE])) is Fault.ERP_UNREACHABLE


@pytest.mark.parametrize("url", ["http://erp.example", "ftp://127.0.0.1", "erp.example", ""])
def test_an_address_on_which_a_password_could_be_overheard(url: str) -> None:
    with pytest.raises(Unavailable) as failure:
        TrytonSystem(url, "base", "liasse", lambda: SecretStr(SECRET))
    assert (failure.value.fault, failure.value.facts) == (Fault.SETTINGS_WRONG, {"key": "erp_url"})


# --- refusals


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            ["UserError", ["La période est close.", "Voyez la comptable.", None]],
            "La période est close. Voyez la comptable.",
        ),
        (["UserWarning", ["reconciled.7", "Déjà\nlettré.", ""]], "Déjà lettré."),
        (["UserError", [f"Le compte {IBAN} est fermé.", "", None]], ""),
        (["UserError", ["La carte 4970 1000 0000 0154 est refusée.", "", None]], ""),
        (["UserError", ["x" * 500, "", None]], "x" * 300),
    ],
)
def test_a_refusal_is_noted_in_tryton_s_words(
    httpserver: HTTPServer, tryton: Tryton, error: list[object], reason: str
) -> None:
    request = a_request(LINE)
    tryton.said["model.account.payment.fail"] = {"error": error}
    tryton.system.ask(request)

    notes = [sent.get_json()["params"][0][0] for sent, _ in httpserver.log if b"ir.note.create" in sent.get_data()]
    assert [note["resource"] for note in notes] == ["account.payment,7"] * 2
    tryton.said["model.ir.note.search_read"] = {"result": notes}
    (message,) = tryton.system.messages([request])
    assert message.reason == reason
    tryton.system.ask(request)
    assert tryton.called.count("model.account.payment.fail") == 1


def test_what_was_changed_meanwhile_is_neither_cancelled_nor_refused(tryton: Tryton) -> None:
    request = a_request(LINE)
    tryton.said["model.account.payment.fail"] = {"error": ["ConcurrencyException", "Quelqu'un d'autre l'a modifié."]}
    tryton.system.ask(request)

    assert tryton.called.count("model.ir.note.create") == 1
    tryton.said["model.ir.note.search_read"] = {
        "result": [{"message": mark_text(request.reference, RequestNote.ASKED)}]
    }
    assert [message.answer for message in tryton.system.messages([request])] == [ErpAnswer.PENDING]


def test_notes_of_other_things_are_left_alone(tryton: Tryton) -> None:
    request = a_request(LINE)
    written = ["À relancer", f"Liasse, annulation {request.reference}", "Liasse, annulation a b faite", ""]
    tryton.said["model.ir.note.search_read"] = {"result": [{"message": words} for words in written]}

    assert tryton.system.messages([request]) == []


def test_neither_the_password_nor_the_session_is_logged(tryton: Tryton, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        looked(tryton)

    assert caplog.records
    assert SECRET not in caplog.text + repr(tryton.system)
    assert KEY not in caplog.text + repr(vars(tryton.system))
