"""What people at Tryton do to payments, through Tryton's own API, and what they find there: a `Bench`."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from pydantic import SecretStr

from backoffice.gateways.tryton.rpc import TrytonRpc
from backoffice.gateways.tryton.system import TrytonSystem
from tests.tryton_server import DATABASE, PASSWORD, USER, TrytonServer

Record = dict[str, object]


def system_of(server: TrytonServer, password: str = PASSWORD) -> TrytonSystem:
    """Liasse's own way to it."""
    return TrytonSystem(server.url, DATABASE, USER, lambda: SecretStr(password))


@dataclass
class TrytonBench:
    """A Tryton with an accountant who sees to payments there."""

    server: TrytonServer
    system: TrytonSystem
    _rules: dict[str, int] = field(default_factory=dict)

    def work(self) -> None:
        """Tryton does at once what it is asked."""

    def refuse(self, line: str) -> None:
        """Let nobody write to a payment: Tryton's rule of access."""
        rule = {"domain": f'[["reference", "!=", "{line}"]]'}
        rights = {"perm_read": False, "perm_write": True, "perm_create": False, "perm_delete": True}
        group = {"name": line, "model": "account.payment", "global_p": True, "rules": [["create", [rule]]]}
        with self.server.conversation() as tryton:
            self._rules[line] = made(tryton, "ir.rule.group", {**group, **rights})

    def allow(self, line: str) -> None:
        """Let them again."""
        with self.server.conversation() as tryton:
            tryton.call("model.ir.rule.group.delete", [self._rules.pop(line)], {})

    def close(self, line: str) -> None:
        """Tryton knows no other way to let go of a payment no more."""
        self.refuse(line)

    def down(self) -> AbstractContextManager[None]:
        """Nobody answers meanwhile."""
        return self.server.down()

    def payments(self, line: str) -> int:
        """How many payments bear that reference."""
        with self.server.conversation() as tryton:
            return len(self._read(tryton, line))

    def cancellations(self, line: str) -> int:
        """How many times one of them has failed, as Tryton's log tells."""
        with self.server.conversation() as tryton:
            records = [f"account.payment,{payment['id']}" for payment in self._read(tryton, line)]
            logged = found(tryton, "ir.model.log", "target", "state:failed", "resource")
            return sum(each["resource"] in records for each in logged)

    def press(self, button: str, line: str) -> None:
        """Press a button of Tryton's on the payment of a line."""
        with self.server.conversation() as tryton:
            tryton.call(f"model.account.payment.{button}", [each["id"] for each in self._read(tryton, line)], {})

    def state(self, line: str) -> object:
        """The state of the payment of a line, in Tryton's word."""
        with self.server.conversation() as tryton:
            (payment,) = self._read(tryton, line, "state")
            return payment["state"]

    def notes(self, line: str) -> list[object]:
        """What is noted on it, oldest first."""
        with self.server.conversation() as tryton:
            (payment,) = self._read(tryton, line)
            return [
                each["message"]
                for each in found(tryton, "ir.note", "resource", f"account.payment,{payment['id']}", "message")
            ]

    @contextmanager
    def reserved(self) -> Iterator[None]:
        """Only administrators of the accounts may press the button that cancels, meanwhile."""
        with self.server.conversation() as tryton:
            (group,) = found(tryton, "res.group", "name", "Accounting Administration")
            button = [fail_button(tryton)]
            tryton.call("model.ir.model.button.write", button, {"groups": [["add", [group["id"]]]]}, {})
            yield
            tryton.call("model.ir.model.button.write", button, {"groups": [["remove", [group["id"]]]]}, {})

    @contextmanager
    def agreed(self) -> Iterator[None]:
        """Two people have to press that button, meanwhile."""
        with self.server.conversation() as tryton:
            rule = made(tryton, "ir.model.button.rule", {"button": fail_button(tryton), "number_user": 2})
            yield
            tryton.call("model.ir.model.button.rule.delete", [rule], {})

    @staticmethod
    def _read(tryton: TrytonRpc, line: str, *fields: str) -> list[Record]:
        return found(tryton, "account.payment", "reference", line, *fields)


def fail_button(tryton: TrytonRpc) -> object:
    buttons = found(tryton, "ir.model.button", "name", "fail", "model")
    return next(each["id"] for each in buttons if each["model"] == "account.payment")


def made(tryton: TrytonRpc, model: str, values: Record) -> int:
    match tryton.call(f"model.{model}.create", [values], {"company": 1}):
        case [int(number)]:
            return number
    raise AssertionError(model)


def found(tryton: TrytonRpc, model: str, name: str, value: object, *fields: str) -> list[Record]:
    records = tryton.call(
        f"model.{model}.search_read", [[name, "=", value]], 0, None, [["id", "ASC"]], ["id", *fields], {}
    )
    assert isinstance(records, list)
    return records
