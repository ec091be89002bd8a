"""The rules of the procedure in the order in which they win, and by their ids."""

from backoffice.procedure import cheques, debits, no_payment, papers, stops
from backoffice.procedure.rule import Rule

EDITION = "2026-11-30"
"""Of the rules as they stand here; a decision is kept with the edition that took it. Who changes a rule dates it."""

SORTING = (stops.tablet_not_received, stops.money_order)
"""What is sorted out before any file is opened: where one of them stops, no other rule says a word."""

PRECEDENCE = (
    # Nothing is keyed.
    *SORTING,
    stops.other_ink,
    stops.cheque_for_several_coupons,
    stops.cashed_too_late,
    stops.wrong_payee,
    stops.notary_of_deceased,
    stops.account_blocked,
    stops.another_holder,
    stops.iban_refused_by_partner,
    stops.mandate_inactive,
    stops.not_signed,
    stops.nothing_to_recover,
    no_payment.no_means_of_payment,
    # What is keyed, in the order of keying.
    cheques.no_invoice,
    cheques.coupon_debt,
    cheques.instalments,
    cheques.cheque_beside_debit,
    cheques.words_bind,
    cheques.settle,
    cheques.cancel_and_pay,
    cheques.no_option,
    debits.put_back_and_pay,
    debits.rebill_on_card,
    debits.rebill_on_amex,
    debits.represent,
    debits.represent_both,
    debits.slimpay,
    debits.rebill_on_iban,
    no_payment.nothing_ticked,
    debits.renew,
    debits.no_renewal_on_card,
    debits.no_renewal_on_iban,
    debits.partial_renewal,
    debits.does_not_go_on,
    debits.asked_debit_day,
    no_payment.deceased,
    no_payment.deceased_with_account,
    no_payment.refusal,
    # What else follows, and where the paper goes.
    papers.deceased_who_pays,
    papers.commitment,
    papers.protected_adult,
    papers.keep_or_throw_away,
    papers.direct_client,
    papers.new_title,
)

_GUIDING = (papers.P_01, cheques.P_22, cheques.P_30, cheques.P_31, cheques.P_32, cheques.P_33, debits.P_64)

RULES: dict[str, Rule] = {rule.id: rule for rule in sorted((*PRECEDENCE, *_GUIDING), key=lambda rule: rule.id)}
"""Every rule by its id, in the order of the ids."""
