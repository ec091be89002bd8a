"""Credits that are refunded, and the lists for the accounts."""
