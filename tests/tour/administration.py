"""The stops of the tour at what an administrator does: an import, and the people."""

from tests.tour.demo_window import DemoWindow

_CLIENTS_CSV = """\
lettre;partenaire;chrono;civilite;nom;prenom;adresse;code_postal;ville;mdr;iban;rum;mandat;alias;marque;expiration;bloque;decede;tutelle
J;121;52134466;Mme;DURAND;Marie;12 rue des Lilas;69003;LYON;15;;;;;;;non;non;non
J;121;5213446A;M.;PETIT;Jean;3 rue du Port;33000;BORDEAUX;15;;;;;;;non;non;non
J;999;52134468;Mme;ROUX;Anne;8 allée des Tilleuls;35000;RENNES;15;;;;;;;non;peut-être;non
"""
_INVOICES_CSV = """\
lettre;partenaire;chrono;numero;circulaire;date;montant;reste
J;121;52134466;F9000001-1;AP11;31/02/2024;13.10;13,10
J;121;52134466;F9000001-2;AP11;09/03/2024;20,30;25,00
"""


def look_at_import(demo: DemoWindow) -> None:
    """A folder with a fault in each file, as an administrator."""
    folder = demo.folder / "import"
    folder.mkdir()
    (folder / "clients.csv").write_text(_CLIENTS_CSV, encoding="utf-8")
    (folder / "factures.csv").write_text(_INVOICES_CSV, encoding="utf-8")
    demo.go_to("Import")
    demo.until_at("Dossier")
    demo.write(f"{folder}\n")
    demo.until_rows()
    demo.shoot("import")


def look_at_people(demo: DemoWindow) -> None:
    """Who works here, as an administrator."""
    demo.go_to("Opérateurs")
    demo.until_rows()
    demo.shoot("operateurs")
