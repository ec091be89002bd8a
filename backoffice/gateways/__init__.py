"""What stands outside: folders of files, the outbox, the clock, the vault of secrets."""
