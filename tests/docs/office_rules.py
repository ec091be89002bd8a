"""The numbered rules that no function of the procedure bears, in French, for `docs/procedure.md`.

They are kept by the services as a whole; docstrings name them. The rules of the mail (P-…) are in the procedure itself.
"""

CHAPTERS = {
    "La vie d'un lot": {
        "B-01": "Ouverture d'un lot simple de saisie de recouvrement : date d'arrivée, AVEC ou SANS FACTURE, FA ou "
        "PARTENARIAT, Enregistrer.",
        "B-02": "Dans le lot : lettre, code partenaire et chrono, Rechercher ; de tout dossier, un bouton ramène à la "
        "sélection d'un client.",
        "B-03": "Un clic de trop n'enregistre jamais deux fois : ni double clic, ni touche Entrée répétée, ni reprise "
        "après un blocage, ni deux postes.",
        "B-04": "Clôturer préclôt : plus rien ne se saisit, les lignes se corrigent encore.",
        "B-05": "La bande de contrôle : les montants se tapent une seconde fois depuis le papier ; nombre et total "
        "s'accordent, un écart se montre ligne par ligne.",
        "B-06": "Imprimer : bordereau d'encaissement et feuille de lot pour les chèques, bordereau d'archivage pour "
        "les cartes et les IBAN. Clôturer définitivement : le lot ne change plus jamais.",
        "B-07": "Les 4 bordereaux de transmission et ceux de transfert s'impriment pour un lot ou pour un jour.",
    },
    "Corrections": {
        "C-01": "4.3 annule un encaissement, d'un lot clos aussi : ANNULATION d'abord, puis la ligne, puis "
        "Enregistrer. Une copie s'imprime, et la ligne est barrée sur un bordereau réimprimé.",
        "C-02": "4.7 Régularisation impayé : montant, ANNULATION, commentaire ; la dette est de retour. Puis 4.3 pour "
        "l'encaissement.",
        "C-03": "Rien n'est jamais supprimé : une annulation ajoute une contre-passation à chaque ligne du paiement.",
        "C-04": "Imputation d'un avoir : proposée partout où un client a un avoir et une facture en attente ; sans "
        "argent, et annulable. Un superviseur peut aussi rembourser un avoir.",
        "C-05": "4.3 d'un encaissement qui vit aussi dans un ERP est l'annulation d'A-02, commencée de là, jamais un "
        "refus.",
    },
    "Annulation d'un paiement": {
        "A-01": "L'annulation demande pourquoi, passe les lignes de Traité à Annulé et ajoute à chacune sa contre- "
        "passation ; le paiement reste dans les livres.",
        "A-02": "Avec un ERP : demander l'état présent des lignes, en décider, demander l'annulation de chacune ; "
        "chaque réussite revient par un message, qui seul change la ligne.",
        "A-03": "Le premier message rend le paiement Partiellement annulé ; il n'est Annulé que quand toutes ses "
        "lignes le sont.",
        "A-04": "Des messages tardifs, répétés, en désordre, refusés ou absents ne perdent ni ne doublent aucune "
        "ligne ; une ligne refusée dit pourquoi et se redemande.",
    },
    "Comptes adhérents": {
        "M-01": "Chaque adhérent a un compte : une commande le débite, un paiement le crédite ; le solde de tous se "
        "voit d'un coup.",
        "M-02": "La gestion des paiements activée, une commande peut grandir, avec un paiement en complément ; on "
        "n'en retire plus rien.",
        "M-03": "Moyens qu'un groupe peut offrir : chèques, liquide, virements, carte bancaire sur place, cagnotte, "
        "carte bancaire en ligne.",
        "M-04": "La cagnotte exclut tout autre moyen. Sans autorisation des cagnottes négatives, le compte se crédite "
        "avant de commander.",
        "M-05": "Carte sur place, chèque, liquide et virement attendent qu'un coordinateur les confirme, au montant "
        "juste, à la validation de distribution ; la carte en ligne n'attend personne.",
        "M-06": "Reprise de solde : une écriture d'ouverture, de l'un ou l'autre signe.",
    },
}
"""Each chapter with its rules by id."""
