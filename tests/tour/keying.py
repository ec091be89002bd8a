"""The stops of the tour at a batch that is keyed: each cheque of it meets something else."""

from PySide6.QtCore import Qt

from backoffice.domain.money import Money
from backoffice.french.amount_in_words import write as in_words
from backoffice.french.figures import amount
from tests.tour.demo_window import SURNAMES, DemoWindow
from tests.tour.mail import act_on_a_file, find, meet_a_contradiction, record_line, set_aside
from tests.tour.means import change_a_method, key_a_card
from tests.tour.questions import ask_for_the_debt, ask_for_the_holder, key_against_a_stop, key_an_instalment

_CHEQUES = 6
_FIRST_NUMBER = 5_508_018


class KeyedBatch:
    """The batch of the tour.

    Attributes:
        keyed: what its cheques bind for, in the order of keying.
    """

    def __init__(self, demo: DemoWindow) -> None:
        self._demo = demo
        self.keyed: list[Money] = []

    def key_a_batch(self) -> None:
        """From the empty list of batches to a batch that has met most of what mail can bring."""
        self._demo.until_at("Lots")
        self._demo.shoot("lots-vide")
        self._demo.write("n")
        self._demo.until_at("Date d'arrivée courrier")
        self._demo.shoot("ouverture-lot")
        self._demo.write("\n")
        self._demo.until_at("Référence")
        self._demo.shoot("selection")
        self._key_the_example()
        payers = self._demo.owing(1)
        self._key_words_that_differ(next(payers))
        self._search_by_name()
        self._meet_a_blocked_client()
        self._read_mail(next(payers))
        meet_a_contradiction(self._demo, next(payers)[0])
        self._fill_rows_by_hand()
        self._ask_for_the_holder()
        self._key_up_to_number(*next(payers))
        key_an_instalment(self._demo, self._number())
        self._key_up_to_number(*next(payers))
        key_against_a_stop(self._demo, self._number())
        set_aside(self._demo, self._owed(invoices=0)[0])
        act_on_a_file(self._demo, next(payers)[0])
        key_a_card(self._demo, next(payers)[0])
        change_a_method(self._demo, next(payers)[0])
        for payer, _ in zip(payers, range(_CHEQUES), strict=False):
            self._begin(*payer)
            self._demo.write("\n")
            self._settle()
        self._demo.press(Qt.Key.Key_Escape)
        self._demo.until_at("Lots")
        self._demo.until_rows()
        self._demo.shoot("lots")

    def _key_the_example(self) -> None:
        example = Money(22_45)
        ask_for_the_debt(self._demo, "J 121 52134466", amount(example))
        self._copy_words(example)
        self._demo.shoot("mots-compares")
        self._demo.write("\n")
        self._demo.until_at("N° du chèque")
        self._demo.write(self._number())
        self._demo.shoot("dossier")
        self._demo.write("\n")
        self._demo.until_at("Référence")

    def _key_words_that_differ(self, payer: tuple[str, Money]) -> None:
        reference, figures = payer
        self._begin(reference, figures)
        self._demo.press(Qt.Key.Key_F7)
        self._demo.until_at("Somme en lettres, recopiée")
        spoken = Money(figures.cents - 1)
        self._demo.write(f"{in_words(spoken)}\n")
        self._demo.until_at("En chiffres")
        self._demo.shoot("mots-differents")
        self.keyed[-1] = spoken
        self._demo.write("\n")
        self._settle()

    def _begin(self, reference: str, figures: Money) -> None:
        self._demo.write(f"{reference}\n")
        self._demo.until_at("Montant")
        self._demo.write(f"{amount(figures)}\n")
        self._demo.until_at("Somme en lettres")
        self._copy_words(figures)

    def _copy_words(self, figures: Money) -> None:
        if self._demo.is_at("Somme en lettres, recopiée"):  # one cheque in so many, at random
            self._demo.write(in_words(figures))
        self.keyed.append(figures)

    def _settle(self) -> None:
        self._demo.until_at("N° du chèque")
        self._demo.until_said("Encaisser le chèque")  # one can type ahead of the client's file
        self._demo.write(f"{self._number()}\n")
        self._demo.until_at("Référence")

    def _number(self) -> str:
        return str(_FIRST_NUMBER + len(self.keyed))

    def _meet_a_blocked_client(self) -> None:
        """A card of a blocked client is rejected; a cheque would be keyed as anybody's (P-66)."""
        find(self._demo, next(str(row.ref) for row in self._demo.clients() if row.blocked))
        self._demo.press(Qt.Key.Key_F3)
        self._demo.until_said("Une lettre coche")
        self._demo.write("c\n")
        self._demo.until_said("P-66")
        self._demo.shoot("client-bloque")
        record_line(self._demo)
        self._demo.until_at("Référence")

    def _read_mail(self, payer: tuple[str, Money]) -> None:
        """A cheque with something written on its coupon, which therefore goes to scanning."""
        self._begin(*payer)
        self._demo.write("\n")
        self._demo.until_at("N° du chèque")
        self._demo.write(self._number())
        self._demo.press(Qt.Key.Key_F3)
        self._demo.until_said("Une lettre coche")
        self._demo.write("a")
        self._demo.until_said("Transférer à la numérisation")
        self._demo.shoot("courrier")
        self._demo.write("\n")
        self._demo.until_at("N° du chèque")
        self._demo.press(Qt.Key.Key_F8)
        self._demo.until_said("Pourquoi s'en écarter")
        self._demo.shoot("ecart")
        self._demo.press(Qt.Key.Key_Escape)
        self._demo.until_at("N° du chèque")
        self._demo.write("\n")
        self._demo.until_at("Référence")

    def _fill_rows_by_hand(self) -> None:
        """A cheque for two invoices: one of them is left unpaid, and then paid as was decided."""
        reference, figures = self._owed(invoices=2)
        self._begin(reference, figures)
        self._demo.write("\n")
        self._demo.until_at("N° du chèque")
        self._demo.until_said("Encaisser le chèque")
        self._demo.press(Qt.Key.Key_Up)
        self._demo.until_at("Choix des factures")
        self._demo.write("s")
        self._demo.until_said("Vous vous écartez de la décision")
        self._demo.shoot("lignes-a-la-main")
        self._demo.write("r\n")
        self._settle()

    def _ask_for_the_holder(self) -> None:
        client = next(row for row in self._demo.clients() if not (row.blocked or row.deceased or row.ref.is_direct))
        ask_for_the_holder(self._demo, str(client.ref), f"{SURNAMES[0]}E")

    def _key_up_to_number(self, reference: str, figures: Money) -> None:
        self._begin(reference, figures)
        self._demo.write("\n")
        self._demo.until_at("N° du chèque")
        self._demo.until_said("Encaisser le chèque")

    def _search_by_name(self) -> None:
        self._demo.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self._demo.until_at("Nom, prénom")
        self._demo.write("martin")
        self._demo.until_rows()
        self._demo.shoot("noms")
        self._demo.press(Qt.Key.Key_Escape)
        self._demo.until_at("Référence")

    def _owed(self, *, invoices: int) -> tuple[str, Money]:
        """The last client with so many invoices, whom no other stop meets."""
        *_, last = self._demo.owing(invoices)
        return last
