"""The accounts of members and of clients."""

from uuid import uuid4

from backoffice.domain.credit import RefundForm
from backoffice.domain.group import GroupMethod
from backoffice.domain.money import Money
from backoffice.gateways.export_folder import write_file
from forms.accounts.credit_desk import CreditDesk
from forms.accounts.group_page import GroupPage
from forms.accounts.members_card import MembersCard
from forms.accounts.opening_card import BalanceOpening as BalanceCard
from forms.accounts.services import AccountServices, AccountTools
from forms.accounts.setup_card import SetupCard
from forms.refunds.screen import RefundsScreen
from printing.papers import draw
from tests.forms.accounts.counter import Counter
from tests.forms.gestures.world import Press, World
from tests.forms.screen_window import why_not
from tests.office import FIRST_DAY

_TODAY = FIRST_DAY.date()


def _account_tools(world: World) -> AccountTools:
    office, who = world.office, world.office.supervisor
    services = AccountServices(
        office.groups,
        office.balances,
        office.account_files,
        draw,
        write_file,
        why_not(who),
        lambda: _TODAY,
    )
    return AccountTools(services, world.bench.desk, who)


def _counter(world: World) -> Counter:
    return Counter(world.bench, world.qtbot, world.office)


def group_added(world: World) -> Press:
    page = world.keep(GroupPage(_account_tools(world)))
    page.show_group(None)

    def press() -> None:
        page.name.set_value("AMAP des Tilleuls")
        page.add()

    return press


def group_set_up(world: World) -> Press:
    card = world.keep(SetupCard(_account_tools(world)))
    card.show_group(_counter(world).group())
    card.managed.setChecked(True)
    cash = card.methods[GroupMethod.CASH]
    cash.setChecked(True)
    world.settle()

    def put_right() -> None:
        cash.click()
        cash.click()

    world.put_right = put_right
    return card.apply


def member_added(world: World) -> Press:
    card = world.keep(MembersCard(_account_tools(world)))
    card.show_group(_counter(world).group())
    card.number.set_value("1")
    card.name.set_value("DURAND Marie")
    return card.add


def members_file_taken(world: World) -> Press:
    card = world.keep(MembersCard(_account_tools(world)))
    card.show_group(_counter(world).group())
    file = world.folder / "soldes.csv"
    file.write_text("numero;nom;solde\n1;DURAND Marie;-12,50\n", encoding="utf-8")
    card.path.set_value(str(file))
    return card.take


def balance_opened(world: World) -> Press:
    counter = _counter(world)
    member = counter.member(counter.manage(counter.group()), "7", "DURAND Marie")
    card = world.keep(BalanceCard(_account_tools(world)))
    card.show_account(world.office.balances.member(world.office.supervisor, member.id))
    card.amount.edit.setText("-12,50")
    return card.save


def _credit_desk(world: World, client: int) -> CreditDesk:
    office = world.office
    desk = world.keep(CreditDesk(office.credits, world.bench.desk, office.supervisor, why_not(office.supervisor)))
    account = office.balances.client(office.supervisor, client)
    desk.show_account(client, account)
    return desk


def credit_refunded(world: World) -> Press:
    client = world.office.client(pending=())
    world.office.cheque(world.office.batch(with_invoice=False), client, 4_00)
    desk = _credit_desk(world, client)
    desk.refund.click()
    desk.form.reason.set_value("À sa demande")
    return desk.form.meant.emit


def refund_undone(world: World) -> Press:
    office, client = world.office, world.office.client(pending=())
    office.cheque(office.batch(with_invoice=False), client, 4_00)
    office.credits.refund(office.supervisor, RefundForm(uuid4(), client, Money(4_00), "À sa demande"))
    desk = _credit_desk(world, client)
    account = office.balances.client(office.supervisor, client)
    desk.show_entry(next(entry for entry in account.entries if entry.is_undoable))

    desk.undo.click()
    return desk.question.accepted.emit


def refunds_listed(world: World) -> Press:
    credit_refunded(world)()
    world.settle()
    world.wire.keys.clear()
    office = world.office
    screen = world.keep(RefundsScreen(office.credits, draw, world.bench.desk, office.supervisor))
    screen.enter()
    world.settle()
    return screen.make.click
