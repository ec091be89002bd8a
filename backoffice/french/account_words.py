"""The words of the accounts: what an entry is, how members pay, and which balances are shown."""

from collections.abc import Mapping

from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import BalanceFilter, EntryKind
from backoffice.domain.member_order import MemberPaymentState

ENTRY_KINDS: Mapping[EntryKind, str] = {
    EntryKind.INVOICE: "Facture",
    EntryKind.ORDER: "Commande",
    EntryKind.PAYMENT: "Paiement",
    EntryKind.CREDIT: "Versement sur le compte",
    EntryKind.OPENING: "Reprise de solde",
    EntryKind.CANCELLATION: "Annulation",
    EntryKind.ALLOCATION: "Imputation d'un avoir",
    EntryKind.REFUND: "Remboursement d'un avoir",
}
"""What is paid on account and settles nothing says so: the member *crédite son compte* (M-04), the client's cheque is
cashed *sur le compte du client* (P-29)."""

GROUP_METHODS: Mapping[GroupMethod, str] = {
    GroupMethod.CHEQUE: "Chèques",
    GroupMethod.CASH: "Liquide",
    GroupMethod.TRANSFER: "Virements",
    GroupMethod.CARD_ON_SITE: "Carte bancaire sur place",
    GroupMethod.CAGNOTTE: "Cagnotte",
    GroupMethod.CARD_ONLINE: "Carte bancaire en ligne",
}
"""What a group offers (M-03)."""

PAID_WITH: Mapping[GroupMethod, str] = {
    GroupMethod.CHEQUE: "Chèque",
    GroupMethod.CASH: "Liquide",
    GroupMethod.TRANSFER: "Virement",
    GroupMethod.CARD_ON_SITE: "Carte sur place",
    GroupMethod.CAGNOTTE: "Cagnotte",
    GroupMethod.CARD_ONLINE: "Carte en ligne",
}
"""What one payment was made with; a group offers *chèques*, a member gives a cheque."""

PAID_BY: Mapping[GroupMethod, str] = {
    GroupMethod.CHEQUE: "par chèque",
    GroupMethod.CASH: "en liquide",
    GroupMethod.TRANSFER: "par virement",
    GroupMethod.CARD_ON_SITE: "par carte sur place",
    GroupMethod.CAGNOTTE: "par la cagnotte",
    GroupMethod.CARD_ONLINE: "par carte en ligne",
}
"""How, after what was done: *Paiement par chèque*."""

MEMBER_PAYMENT_STATES: Mapping[MemberPaymentState, str] = {
    MemberPaymentState.WAITING: "à confirmer",
    MemberPaymentState.CONFIRMED: "confirmé",
    MemberPaymentState.WITHDRAWN: "retiré",
}

BALANCE_FILTERS: Mapping[BalanceFilter, str] = {
    BalanceFilter.ALL: "Tous",
    BalanceFilter.DEBTS: "Dettes",
    BalanceFilter.CREDITS: "Avoirs",
    BalanceFilter.ZERO: "À zéro",
}
