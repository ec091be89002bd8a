"""Prélèvements: what goes to the bank, to the card provider and to SlimPay."""
