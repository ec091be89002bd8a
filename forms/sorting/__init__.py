"""*Tri*: on which pile each piece of mail goes."""
