"""What stands outside: files that come in and go out, the outbox, the vault of secrets, and other services."""
