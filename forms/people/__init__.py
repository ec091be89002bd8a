"""Who works here: login, the first administrator, and *Opérateurs et droits*."""
