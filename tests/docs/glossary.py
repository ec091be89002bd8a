"""The trade's words beside their names in the code, for `docs/procedure.md`: a name that is gone is an import error."""

from dataclasses import dataclass

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.cancellation import ErpStatus
from backoffice.domain.cheque import Operation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import CreditOffer
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.decision import Decision, Receive, StopPromotion, StopReminders
from backoffice.domain.documents import LotSheet, MailSlip, ReceiptSlip
from backoffice.domain.group import Distribution, GroupMethod
from backoffice.domain.import_rows import ImportedPartner
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.ledger import MemberAccount, MemberBalance, Opening
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.means import Means, MethodChange
from backoffice.domain.method import Method
from backoffice.domain.payments import LineReversal, Payment, PaymentLine
from backoffice.domain.tape import Tape
from backoffice.domain.unpaid import UnpaidForm
from backoffice.procedure.coupon_debt import Debt
from backoffice.procedure.sorting import Pile


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the screens.

    Attributes:
        french: as the screens write it.
        code: the type that stands for it.
        meaning: in French, without a full stop.
        attribute: where it is a part of that type.
    """

    french: str
    code: type
    meaning: str
    attribute: str = ""

    @property
    def name(self) -> str:
        """`ClientRef.is_direct`."""
        return f"{self.code.__name__}.{self.attribute}" if self.attribute else self.code.__name__


GLOSSARY = (
    Term("lot", Batch, "un paquet de courrier d'une seule sorte, reçu un même jour et saisi par un même opérateur"),
    Term("coupon", CouponFacts, "le talon-réponse d'une lettre de relance, et ce que le client en a fait"),
    Term("circulaire", CouponFacts, "le code de cette lettre : AP11, AP12, RPSI, XXXX, QCU2…", "circular"),
    Term("lettre, code partenaire, chrono", ClientRef, "la référence d'un client, J 121 52134466"),
    Term("FA(E)", ClientRef, "client d'un code partenaire supérieur à 310 ; tout autre est PARTENARIAT", "is_direct"),
    Term("FA, PARTENARIAT", BatchKind, "les deux sortes de lots, qui ne se mélangent jamais"),
    Term("tri, pile", Pile, "où se pose un courrier avant qu'un dossier soit ouvert"),
    Term("facture en attente", PendingInvoice, "une facture dont il reste quelque chose à payer"),
    Term("décision", Decision, "ce que la procédure veut d'un courrier : saisies, papier, mots à inscrire, règles"),
    Term("dette du coupon", Debt, "la facture en attente que le coupon réclame, par sa circulaire et son montant"),
    Term("régularisation", Operation, "la facture est réglée par un chèque", "SETTLE"),
    Term("sans paiement", Operation, "cette ligne n'est pas payée", "NO_PAYMENT"),
    Term("vide", Operation, "la ligne est laissée vide, et le message à son sujet est forcé", "BLANK"),
    Term("refacturation", DebitOperation, "facturer de nouveau, sur une autre carte ou un autre IBAN", "REBILL"),
    Term("représentation", DebitOperation, "présenter de nouveau, sur le même IBAN", "REPRESENT"),
    Term("encaissement", Receive, "de l'argent reçu : un chèque saisi"),
    Term("MDR, mode de règlement", Method, "15, 80, 81, 82 ou 99 ; le prélèvement d'un partenaire a son propre code"),
    Term("changement MDR (2.4)", MethodChange, "le client paie désormais autrement"),
    Term("RUM", Means, "la référence unique d'un mandat SEPA", "rum"),
    Term("FP, fichier partenaire", ImportedPartner, "ce que le partenaire a fourni, dont les banques qu'il accepte"),
    Term("réabonnement, réinstallation", Renewal, "remettre un abonnement en service"),
    Term(
        "commande KDO, case BEN", Renewal, "un abonnement offert : la case dit que c'est pour un autre", "beneficiary"
    ),
    Term("engagement, « E »", CouponFacts, "le client s'est engagé : le coupon saisi porte « E »", "commitment"),
    Term("blocage, stop promo (2.7)", StopPromotion, "plus de publicité à ce client"),
    Term("blocage, stop relance (2.8)", StopReminders, "plus de relance à ce client"),
    Term("bande de contrôle", Tape, "les montants des chèques tapés une seconde fois, depuis le papier"),
    Term("bordereau d'encaissement", ReceiptSlip, "accompagne les chèques"),
    Term("feuille de lot", LotSheet, "enveloppe les chèques d'un lot"),
    Term("bordereau de transmission", MailSlip, "accompagne ce qui part à la numérisation ; aussi transfert, archive"),
    Term("paiement", Payment, "tout ce qu'un Enregistrer a réglé, ligne par ligne"),
    Term("ligne d'instruction", PaymentLine, "une ligne d'un paiement, sur une facture"),
    Term("contre-passation", LineReversal, "le miroir d'une ligne annulée"),
    Term("statut au système financier", ErpStatus, "ce que l'ERP dit d'une ligne"),
    Term("régularisation impayé (4.7)", UnpaidForm, "ce qui est revenu impayé redevient dû"),
    Term(
        "avoir, imputation d'un avoir", CreditOffer, "le crédit d'un client règle une facture, sans que l'argent bouge"
    ),
    Term("compte adhérent", MemberAccount, "ses commandes le débitent, ses paiements le créditent"),
    Term("solde", MemberBalance, "positif : un avoir ; négatif : une dette"),
    Term("cagnotte", GroupMethod, "le compte se crédite d'avance et paie les commandes", "CAGNOTTE"),
    Term("reprise de solde", Opening, "l'écriture par laquelle un compte commence"),
    Term("distribution", Distribution, "ce pour quoi les adhérents commandent, et où leurs paiements se valident"),
)
