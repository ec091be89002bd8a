"""`liasse-admin`, the command line of who looks after the office: `commands` is where it starts."""
