"""What the services see of the systems outside, as protocols.

`gateways` keep them, `bootstrap` brings both together.
"""
