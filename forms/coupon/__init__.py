"""*Sélection d'un client* and *Dossier client*: the keying of cheques."""
