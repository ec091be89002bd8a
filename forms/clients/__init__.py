"""*Clients*: a client's file without a batch, and the actions on it."""
