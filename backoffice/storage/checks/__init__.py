"""What a sound database never holds, as queries that find it, trade by trade: called by `services.office.checking`."""
