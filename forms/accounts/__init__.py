"""*Comptes adhérents*: the balances of a group, each member's history, and how the group pays."""
