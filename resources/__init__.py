"""Icons, fonts, scenarios and demo data; and the paths to them."""
