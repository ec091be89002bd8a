import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.tour.__main__ import main

SCREENS = (
    *("ouverture", "connexion", "lots-vide", "ouverture-lot", "selection", "mots-compares", "dossier"),
    *(
        "mots-differents",
        "client-bloque",
        "courrier",
        "ecart",
        "contradiction",
        "deces",
        "lignes-a-la-main",
        "carte",
        "carte-affectee",
        "changement-mdr",
        "codes",
        "commentaire",
        "noms",
        "lots",
        "bande",
        "bordereau",
        "bordereau-archivage",
        "cloture",
        "mis-de-cote",
        "client-introuvable",
        "tri",
        "tri-bordereau",
        "tri-partenaire-inconnu",
        "clients",
        "clients-dossier",
        "clients-action",
        "bordereaux",
        "a-imprimer",
        "sans-client",
        "slimpay",
        "slimpay-page",
        "slimpay-quitter",
    ),
    *(
        "paiements",
        "paiements-lectures",
        "paiements-nom",
        "paiements-erreur",
        "paiements-annuler",
        "paiements-annulation",
    ),
    *("imputation", "annulation-motif", "remboursements"),
    *("comptes", "comptes-dettes", "comptes-vide", "compte-adherent", "reprise-refusee", "releve"),
    *("groupe-reglages", "groupe-cagnotte", "groupe-refus"),
    *("distribution", "distribution-commande", "distribution-m02", "distribution-retrait", "distribution-ouvrir"),
    *("validation", "validation-ecarts", "validation-faite", "validation-annuler", "cartes-en-ligne-refus"),
    *("erp-vide", "erp", "erp-accepter", "erp-ecarter", "erp-humeur"),
    *("prelevements", "prelevements-envoyes", "import", "operateurs"),
)


@pytest.mark.whole
def test_every_screen_light_and_dark_at_both_resolutions(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 0

    expected = {
        f"{screen}-{scheme}-{percent}.png"
        for screen in SCREENS
        for scheme in ("light", "dark")
        for percent in (100, 150)
    }
    assert {file.name for file in tmp_path.iterdir()} == expected
    assert QImage(str(tmp_path / "dossier-light-100.png")).width() == 1320
    assert QImage(str(tmp_path / "dossier-dark-150.png")).width() == 1980
    light = QImage(str(tmp_path / "dossier-light-100.png")).pixelColor(5, 400).lightness()
    dark = QImage(str(tmp_path / "dossier-dark-100.png")).pixelColor(5, 400).lightness()
    assert light > 200
    assert dark < 60


def test_the_tour_begins_where_there_is_no_web_engine() -> None:
    look = "import sys, tests.tour.day; sys.exit(any('WebEngine' in name for name in sys.modules))"
    subprocess.run([sys.executable, "-c", look], check=True)  # noqa: S603 - ours
