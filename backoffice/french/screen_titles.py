"""The document's titles that stand in more than one place of the screens."""

CLIENT_SELECTION = "Sélection d'un client"
ORDER_LIST = "Liste des commandes"
MEMBER_BALANCES = "Solde des adhérents"
DISTRIBUTION_VALIDATION = "Validation de distribution"
CONTROL_TAPE = "Bande chèque"
