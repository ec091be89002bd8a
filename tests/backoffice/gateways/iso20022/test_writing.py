from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.domain.cancellation import CancelRequest
from backoffice.domain.money import Money
from backoffice.gateways.iso20022.writing import cancellation_request, credit_notification, status_enquiry
from tests.erp_bench import NOW, a_line, a_request
from tests.examples import tried
from tests.iso_schema import CANCELLATION, CREDIT, ENQUIRY, judged

amounts = st.integers(1, 999_999_999_99).map(Money)
references = st.text("abcdef0123456789", min_size=1, max_size=35)
texts = st.text(max_size=200)


@settings(max_examples=tried(60), deadline=None)
@given(amount=amounts, name=texts, invoice=texts, cheque=texts, batch=texts, client=texts)
def test_a_credit_keeps_its_schema_whatever_people_are_called(
    amount: Money, name: str, invoice: str, cheque: str, batch: str, client: str
) -> None:
    line = replace(
        a_line(), amount=amount, name=name, invoice=invoice, cheque_number=cheque, batch=batch, client=client
    )
    document: Any = judged(credit_notification(line, NOW), CREDIT)
    (notice,) = document.bk_to_cstmr_dbt_cdt_ntfctn.ntfctn
    (entry,) = notice.ntry

    assert entry.amt.value * 100 == amount.cents
    assert (entry.ntry_ref, entry.cdt_dbt_ind.value, entry.amt.ccy) == (line.reference, "CRDT", "EUR")
    assert entry.bookg_dt.dt.to_date() == line.received_on


def test_a_credit_says_all_of_a_line() -> None:
    line = a_line()
    document: Any = judged(credit_notification(line, NOW), CREDIT)
    (detail,) = document.bk_to_cstmr_dbt_cdt_ntfctn.ntfctn[0].ntry[0].ntry_dtls[0].tx_dtls
    client = detail.rltd_pties.dbtr.pty

    assert (detail.refs.instr_id, detail.refs.end_to_end_id) == (line.reference, line.reference)
    assert (detail.refs.chq_nb, detail.addtl_tx_inf) == (line.cheque_number, line.batch)
    assert (client.nm, client.id.prvt_id.othr[0].id) == (line.name, line.client)
    assert detail.rmt_inf.strd[0].rfrd_doc_inf[0].nb == line.invoice


@settings(max_examples=tried(60), deadline=None)
@given(reference=references, line=references, amount=amounts, asked_at=st.datetimes(timezones=st.just(UTC)))
def test_a_request_keeps_its_schema(reference: str, line: str, amount: Money, asked_at: datetime) -> None:
    request = CancelRequest(reference, line, amount, asked_at.replace(year=2024, day=1))
    content = cancellation_request(request, "Comptabilité & Cie")
    document: Any = judged(content, CANCELLATION)
    asked = document.cstmr_pmt_cxl_req
    (payment,) = asked.undrlyg[0].orgnl_pmt_inf_and_cxl
    (cancelled,) = payment.tx_inf

    assert {asked.assgnmt.id, asked.case.id, payment.pmt_cxl_id, cancelled.cxl_id} == {reference}
    assert {payment.orgnl_pmt_inf_id, cancelled.orgnl_instr_id, cancelled.orgnl_end_to_end_id} == {line}
    assert cancelled.orgnl_instd_amt.value * 100 == asked.ctrl_data.ctrl_sum * 100 == amount.cents
    assert cancellation_request(request, "Comptabilité & Cie") == content


def test_a_request_says_that_it_is_the_customer_who_asks_and_when() -> None:
    document: Any = judged(cancellation_request(a_request(a_line()), "ERP"), CANCELLATION)
    asked = document.cstmr_pmt_cxl_req
    (reason,) = asked.undrlyg[0].orgnl_pmt_inf_and_cxl[0].tx_inf[0].cxl_rsn_inf

    assert reason.rsn.cd == "CUST"
    assert asked.assgnmt.cre_dt_tm.to_datetime() == NOW
    assert (asked.assgnmt.assgne.pty.nm, asked.ctrl_data.nb_of_txs) == ("ERP", "1")


def test_an_enquiry_is_about_each_line() -> None:
    lines = [a_line(), a_line()]
    document: Any = judged(status_enquiry("e" * 35, lines, NOW), ENQUIRY)
    asked = document.fito_fipmt_sts_req

    assert asked.grp_hdr.msg_id == "e" * 35
    assert [each.orgnl_end_to_end_id for each in asked.tx_inf] == [line.reference for line in lines]
    assert [each.orgnl_grp_inf.orgnl_msg_id for each in asked.tx_inf] == [line.reference for line in lines]


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        credit_notification(a_line(), NOW.replace(tzinfo=None))
