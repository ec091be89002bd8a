"""Tryton 8.2 as the financial system, in which payments live as well (A-02 to A-04).

`system` is what the services call, through `services.ports.financing`; `records` is what it does with Tryton's
records, `rpc` its JSON-RPC, `answers` what these mean.
"""
