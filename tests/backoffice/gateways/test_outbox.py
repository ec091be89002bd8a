"""What waits on this workstation is read as it was put, whichever form it is, and from older files too."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backoffice.domain.mail import FileAction
from backoffice.domain.money import Money
from backoffice.domain.paper import THROWN_AWAY, PaperTrace
from backoffice.domain.people import Actor, Role
from backoffice.gateways.outbox import Outbox
from backoffice.keying.sent import ChequeForm

WHO = Actor(7, "A. Morel", Role.OPERATOR, "PC-12")
_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_TRACES = st.builds(PaperTrace, annotations=_TEXTS, rules=_TEXTS, facts=_TEXT, departure=_TEXT)
_ACTIONS = st.lists(st.builds(FileAction, value=_TEXT, text=_TEXT, rule=_TEXT), max_size=3).map(tuple)
_FORMS = st.builds(MailForm, key=st.uuids(), trace=_TRACES, actions=_ACTIONS) | st.builds(
    ChequeForm, key=st.uuids(), words=_TEXT | st.none(), number=_TEXT, trace=_TRACES, actions=_ACTIONS
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_FORMS)
def test_what_waits_is_what_was_put(tmp_path: Path, form: ChequeForm | MailForm) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(WHO, form)
    (waiting,) = outbox.waiting()
    assert (waiting.person_id, waiting.workstation, waiting.form) == (7, "PC-12", form)
    outbox.done(form.key)
    assert list(outbox.waiting()) == []


def _older(file: Path, *missing: str) -> None:
    kept = json.loads(file.read_text())
    del kept["kind"]
    for name in missing:
        del kept["form"][name]
    file.write_text(json.dumps(kept))


@pytest.mark.parametrize(
    ("form", "word"),
    [
        (ChequeForm(uuid4(), 1, 2, Money(20_30), None, "5508018", ()), "cheque"),
        (MailForm(uuid4(), 1, 2, THROWN_AWAY), "mail"),
    ],
)
def test_a_file_that_names_its_class_is_read_too(tmp_path: Path, form: ChequeForm | MailForm, word: str) -> None:
    outbox = Outbox(tmp_path)
    outbox.put(WHO, form)
    (file,) = tmp_path.glob("*.json")
    kept = json.loads(file.read_text())
    assert kept["kind"] == word
    file.write_text(json.dumps({**kept, "kind": type(form).__name__}))
    (waiting,) = outbox.waiting()
    assert waiting.form == form


@pytest.mark.parametrize("missing", [(), ("trace", "actions")])
def test_a_file_of_an_earlier_version_is_a_plain_cheque(tmp_path: Path, missing: tuple[str, ...]) -> None:
    outbox, form = Outbox(tmp_path), ChequeForm(uuid4(), 1, 2, Money(20_30), None, "5508018", ())
    outbox.put(WHO, form)
    (file,) = tmp_path.glob("*.json")
    _older(file, *missing)
    (waiting,) = outbox.waiting()
    assert waiting.form == form
    assert form.trace == THROWN_AWAY
