"""Icons, styles, fonts, reference tables and demo data; and the paths to them."""
