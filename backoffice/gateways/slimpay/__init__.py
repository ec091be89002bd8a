"""SlimPay, where mandates are signed and their IBANs changed (P-69).

`service` is what the services call, through `services.ports.mandating`; `exchange` is its HTTP, `hal` the form of its
answers, `answers` what they mean. `sandbox` is a small one on the loopback, for the demo and the tests:
`sandbox_book` keeps its orders, `sandbox_representations` says them in HAL, `sandbox_page` is the page on which the
IBAN is typed.
"""
