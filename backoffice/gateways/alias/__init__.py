"""The alias service, which keeps card numbers so that nobody here does (P-51).

`service` is what the services call, through `services.ports.aliasing`; `exchange` is its HTTP, imported with the
first card; `sandbox` is a small one on the loopback, for the demo and the tests.
"""
