"""*Import*: the files of a folder into the database."""
