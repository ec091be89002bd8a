"""A walk through the program on a demo database, by keys, with a picture at each stop."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from backoffice.domain.batch import BatchKind, NewBatch
from backoffice.domain.dossier import ClientRow
from backoffice.domain.errors import RuleBroken
from backoffice.domain.mail_facts import circular_code
from backoffice.domain.money import Money, total
from backoffice.domain.people import Actor, Role
from backoffice.french.figures import amount
from backoffice.french.words import write as in_words
from backoffice.procedure.stops import TABLETS
from backoffice.services.services import Services
from desktop.crash import CrashWatch
from desktop.hand import (
    Obliging,
    focused,
    go_to,
    press,
    settle,
    until,
    until_allowed,
    until_focus,
    until_rows,
    until_said,
    write,
)
from desktop.main import application
from desktop.options import Options
from desktop.program import Program
from desktop.walk_accounts import look_at_accounts
from desktop.walk_asked import ask_for_the_debt, ask_for_the_holder, key_against_a_stop, key_an_instalment
from desktop.walk_credits import look_at_credits
from desktop.walk_debits import change_a_method, key_a_card, same_iban
from desktop.walk_distributions import look_at_distributions
from desktop.walk_erp import look_at_erp
from desktop.walk_mail import (
    act_on_a_file,
    find,
    look_at_clients,
    look_at_what_was_set_aside,
    meet_a_contradiction,
    record_line,
    set_aside,
)
from desktop.walk_papers import look_at_slips, sort_mail, sort_unknown
from desktop.walk_payments import look_at_payments
from desktop.walk_slimpay import ask_slimpay, look_at_slimpay
from desktop.window import Window
from desktop.workplace import Workplace
from forms.kit.theme import NORMAL, Scheme, Theme
from forms.people.login import LoginScreen

_SIZE = (1320, 840)
_SURNAMES = ("MARTIN", "BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DUBOIS", "MOREAU", "LAURENT", "SIMON")
_CHEQUES = 6
_SCHEMES = (Scheme.LIGHT, Scheme.DARK)
_FIRST_PAGE = "Page 1 / 1"
_FIRST_NUMBER = 5_508_018
_CLIENTS_CSV = """\
lettre;partenaire;chrono;civilite;nom;prenom;adresse;code_postal;ville;mdr;iban;rum;mandat;alias;marque;expiration;bloque;decede;tutelle
J;121;52134466;Mme;DURAND;Marie;12 rue des Lilas;69003;LYON;15;;;;;;;non;non;non
J;121;5213446A;M.;PETIT;Jean;3 rue du Port;33000;BORDEAUX;15;;;;;;;non;non;non
J;999;52134468;Mme;ROUX;Anne;8 allée des Tilleuls;35000;RENNES;15;;;;;;;non;peut-être;non
"""
_INVOICES_CSV = """\
lettre;partenaire;chrono;numero;circulaire;date;montant;reste
J;121;52134466;F9000001-1;AP11;31/02/2024;13.10;13,10
J;121;52134466;F9000001-2;AP11;09/03/2024;20,30;25,00
"""


class Walk:
    """Goes through the screens in the order of a day."""

    def __init__(self, folder: Path, percent: int, own: Path) -> None:
        """Make the walk.

        Args:
            folder: where the pictures go.
            percent: the resolution, for their names.
            own: a folder of this walk alone.
        """
        self._folder = folder
        self._percent = percent
        self._own = own
        self._imported = own / "import"
        self._app = application()
        self._theme = Theme(self._app, Scheme.LIGHT, NORMAL)
        self._window = Window(demo=True)
        self._keyed: list[Money] = []
        self._program = Program(
            self._window, Options(demo=True), self._theme, CrashWatch(self._app), Obliging(self._window)
        )

    def go(self) -> None:
        """Walk from the first window to the last."""
        self._window.painted.connect(self._program.open)
        self._window.resize(*_SIZE)
        self._window.show()
        self._window.activateWindow()
        self._shoot("ouverture")
        self._log_in("A. Morel", shot="connexion")
        self._key()
        self._close_batch()
        look_at_what_was_set_aside(self._shoot)
        sort_mail(self._shoot)
        self._look_at_clients()
        look_at_slips(self._shoot)
        self._look_at_slimpay()
        self._change_to("C. Dupuis")
        self._collect()
        self._look_at_accounts()
        self._look_at_distributions()
        self._look_at_payments()
        self._look_at_erp()
        self._change_to("D. Leroy")
        self._import()
        self._look_at_people()
        self._window.close()
        until(self._window.isHidden, "the window closed")

    def _log_in(self, name: str, shot: str = "") -> None:
        until(lambda: isinstance(self._window.page, LoginScreen), "the login")
        if focused().accessibleName() == "Mot de passe":  # somebody has worked here before
            press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        until_focus("Qui travaille ici")
        write(name)
        write("\n")
        until_focus("Mot de passe")
        if shot:
            self._shoot(shot)
        write("\n")
        until(lambda: isinstance(self._window.page, Workplace), "the workplace")

    def _key(self) -> None:
        until_focus("Lots")
        self._shoot("lots-vide")
        write("n")
        until_focus("Date d'arrivée courrier")
        self._shoot("ouverture-lot")
        write("\n")
        until_focus("Référence")
        self._shoot("selection")
        self._key_the_example()
        payers = self._payers()
        self._key_words_that_differ(next(payers))
        self._search_by_name()
        self._meet_a_blocked_client()
        self._read_mail(next(payers))
        meet_a_contradiction(next(payers)[0], self._shoot)
        self._fill_rows_by_hand()
        self._ask_for_the_holder()
        self._key_up_to_number(*next(payers))
        key_an_instalment(self._number(), self._shoot)
        self._key_up_to_number(*next(payers))
        key_against_a_stop(self._number(), self._shoot)
        set_aside(self._owed(invoices=0)[0])
        act_on_a_file(next(payers)[0], self._shoot)
        key_a_card(next(payers)[0], self._shoot)
        change_a_method(next(payers)[0], self._shoot)
        for payer, _ in zip(payers, range(_CHEQUES), strict=False):
            self._begin(*payer)
            write("\n")
            self._settle()
        press(Qt.Key.Key_Escape)
        until_focus("Lots")
        until_rows()
        self._shoot("lots")

    def _key_the_example(self) -> None:
        example = Money(22_45)
        ask_for_the_debt("J 121 52134466", amount(example), self._shoot)
        self._copy_words(example)
        self._shoot("mots-compares")
        write("\n")
        until_focus("N° du chèque")
        write(self._number())
        self._shoot("dossier")
        write("\n")
        until_focus("Référence")

    def _key_words_that_differ(self, payer: tuple[str, Money]) -> None:
        reference, figures = payer
        self._begin(reference, figures)
        press(Qt.Key.Key_F7)
        until_focus("Somme en lettres, recopiée")
        spoken = Money(figures.cents - 1)
        write(f"{in_words(spoken)}\n")
        until_focus("En chiffres")
        self._shoot("mots-differents")
        self._keyed[-1] = spoken
        write("\n")
        self._settle()

    def _begin(self, reference: str, figures: Money) -> None:
        write(f"{reference}\n")
        until_focus("Montant")
        write(f"{amount(figures)}\n")
        until_focus("Somme en lettres")
        self._copy_words(figures)

    def _copy_words(self, figures: Money) -> None:
        if focused().accessibleName().startswith("Somme en lettres, recopiée"):  # one cheque in so many, at random
            write(in_words(figures))
        self._keyed.append(figures)

    def _settle(self) -> None:
        until_focus("N° du chèque")
        until_said("Encaisser le chèque")  # one can type ahead of the client's file
        write(f"{self._number()}\n")
        until_focus("Référence")

    def _number(self) -> str:
        return str(_FIRST_NUMBER + len(self._keyed))

    def _meet_a_blocked_client(self) -> None:
        """A card of a blocked client is rejected; a cheque would be keyed as anybody's (P-66)."""
        find(next(str(row.ref) for row in self._clients() if row.blocked))
        press(Qt.Key.Key_F3)
        until_said("Une lettre coche")
        write("c\n")
        until_said("P-66")
        self._shoot("client-bloque")
        record_line()
        until_focus("Référence")

    def _read_mail(self, payer: tuple[str, Money]) -> None:
        """A cheque with something written on its coupon, which therefore goes to scanning."""
        self._begin(*payer)
        write("\n")
        until_focus("N° du chèque")
        write(self._number())
        press(Qt.Key.Key_F3)
        until_said("Une lettre coche")
        write("a")
        until_said("Transférer à la numérisation")
        self._shoot("courrier")
        write("\n")
        until_focus("N° du chèque")
        press(Qt.Key.Key_F8)
        until_said("Pourquoi s'en écarter")
        self._shoot("ecart")
        press(Qt.Key.Key_Escape)
        until_focus("N° du chèque")
        write("\n")
        until_focus("Référence")

    def _fill_rows_by_hand(self) -> None:
        """A cheque for two invoices: one of them is left unpaid, and then paid as was decided."""
        reference, figures = self._owed(invoices=2)
        self._begin(reference, figures)
        write("\n")
        until_focus("N° du chèque")
        until_said("Encaisser le chèque")
        press(Qt.Key.Key_Up)
        until_focus("Choix des factures")
        write("s")
        until_said("Vous vous écartez de la décision")
        self._shoot("lignes-a-la-main")
        write("r\n")
        self._settle()

    def _ask_for_the_holder(self) -> None:
        client = next(row for row in self._clients() if not (row.blocked or row.deceased or row.ref.is_direct))
        ask_for_the_holder(str(client.ref), f"{_SURNAMES[0]}E", self._shoot)

    def _key_up_to_number(self, reference: str, figures: Money) -> None:
        self._begin(reference, figures)
        write("\n")
        until_focus("N° du chèque")
        until_said("Encaisser le chèque")

    def _search_by_name(self) -> None:
        press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        until_focus("Nom, prénom")
        write("martin")
        until_rows()
        self._shoot("noms")
        press(Qt.Key.Key_Escape)
        until_focus("Référence")

    def _close_batch(self) -> None:
        write("\n")
        until_focus("Référence")
        press(Qt.Key.Key_F9)
        until_focus("Clôturer")
        write("\n")
        until_focus("Montant du chèque")
        for money in (*self._keyed[:-1], Money(self._keyed[-1].cents + 90)):
            write(f"{amount(money)}\n")
        self._shoot("bande")
        press(Qt.Key.Key_Backspace)
        until(lambda: isinstance(line := focused(), QLineEdit) and line.text(), "the last amount back")
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write(f"{amount(self._keyed[-1])}\n")
        press(Qt.Key.Key_F6)
        until_focus("Imprimer le bordereau")
        write("\n")
        until_said(_FIRST_PAGE)
        self._shoot("bordereau")
        press(Qt.Key.Key_F8)
        until_allowed("Clôturer définitivement")
        self._shoot("bordereau-archivage")
        press(Qt.Key.Key_F9)
        until_focus("Clôturer définitivement")
        self._shoot("cloture")
        write("\n")
        until_focus("Lots")

    def _look_at_clients(self) -> None:
        go_to("Tri")
        until_focus("Référence, circulaire")
        sort_unknown(self._shoot)
        go_to("Clients")
        look_at_clients("J 121 52134466", self._shoot)

    def _collect(self) -> None:
        """Debits of the demo's clients, by whichever way they pay, and their files."""
        until_focus("Lots")
        self._debit()
        go_to("Prélèvements")
        until_focus("À envoyer")
        until_rows()
        self._shoot("prelevements")
        write("\n")
        until_focus("Prélever le")
        write("\n")
        until_focus("Dossier des fichiers")
        write(f"{self._own / 'banque'}\n")
        press(Qt.Key.Key_F6)
        until_said("Enregistré dans")
        self._shoot("prelevements-envoyes")

    def _debit(self) -> None:
        services, who = self._services()
        batch = services.batches.open(who, uuid4(), NewBatch(datetime.now(UTC).date(), True, BatchKind.PARTNER))
        for client in self._clients():
            form = same_iban(batch, services.clients.dossier(who, client.id))
            if form is not None:
                with suppress(RuleBroken):  # an inactive mandate
                    services.mail.record(who, form)

    def _look_at_slimpay(self) -> None:
        services, who = self._services()
        ask_slimpay(services, who, next(row.id for row in self._clients() if not row.blocked))
        go_to("SlimPay")
        look_at_slimpay(self._window, self._shoot)

    def _look_at_accounts(self) -> None:
        services, _ = self._services()
        go_to("Comptes")
        look_at_accounts(services, self._actor(Role.SUPERVISOR), self._own, self._shoot)

    def _look_at_distributions(self) -> None:
        services, _ = self._services()
        go_to("Distributions")
        look_at_distributions(services, self._actor(Role.SUPERVISOR), self._own, self._shoot)

    def _look_at_payments(self) -> None:
        services, _ = self._services()
        go_to("Paiements")
        look_at_payments(services, self._actor(Role.SUPERVISOR), self._shoot)
        look_at_credits(services, self._actor(Role.SUPERVISOR), self._clients(), self._shoot)

    def _look_at_erp(self) -> None:
        services, _ = self._services()
        look_at_erp(services, self._actor(Role.SUPERVISOR), self._change_to, self._shoot)

    def _change_to(self, name: str) -> None:
        press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self._log_in(name)

    def _import(self) -> None:
        self._imported.mkdir()
        (self._imported / "clients.csv").write_text(_CLIENTS_CSV, encoding="utf-8")
        (self._imported / "factures.csv").write_text(_INVOICES_CSV, encoding="utf-8")
        go_to("Import")
        until_focus("Dossier")
        write(f"{self._imported}\n")
        until_rows()
        self._shoot("import")

    def _look_at_people(self) -> None:
        go_to("Opérateurs")
        until_rows()
        self._shoot("operateurs")

    def _clients(self) -> Iterator[ClientRow]:
        services, who = self._services()
        for surname in _SURNAMES:
            yield from services.clients.search(who, surname).clients

    def _payers(self) -> Iterator[tuple[str, Money]]:
        """References of clients with one invoice of a batch of partners, and what they owe."""
        return self._owing(1)

    def _owed(self, *, invoices: int) -> tuple[str, Money]:
        """The last client with so many invoices, whom no other stop meets."""
        *_, last = self._owing(invoices)
        return last

    def _owing(self, count: int) -> Iterator[tuple[str, Money]]:
        services, who = self._services()
        for row in self._clients():
            invoices = services.clients.dossier(who, row.id).invoices
            asked = any(circular_code(invoice.circular) in TABLETS for invoice in invoices)
            if len(invoices) == count and not (asked or row.ref.is_direct or row.blocked or row.deceased):
                yield str(row.ref), total(invoice.pending for invoice in invoices)

    def _services(self) -> tuple[Services, Actor]:
        office = self._program.office
        if office is None:
            raise AssertionError("nothing is open")
        return office.services, self._actor(office.people[0].role)

    def _actor(self, role: Role) -> Actor:
        """The first of the people with this role."""
        office = self._program.office
        if office is None:
            raise AssertionError("nothing is open")
        person = next(person for person in office.people if person.role is role)
        return Actor(person.id, person.name, person.role, office.services.workstation)

    def _shoot(self, name: str) -> None:
        for scheme in _SCHEMES:
            self._theme.use(scheme)
            settle()
            self._window.grab().save(str(self._folder / f"{name}-{scheme}-{self._percent}.png"))
        self._theme.use(Scheme.LIGHT)
