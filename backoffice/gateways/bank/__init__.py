"""The files that go to the bank, to the card provider and to SlimPay (P-60).

`debit_files` is what the services call, through `services.ports.debit_writing`; `direct_debit_xml` writes pain.008
for it.
"""
