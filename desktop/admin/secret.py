"""`liasse-admin rotate-secret`: a new secret for the IBANs."""

import typer

from desktop.admin.session import Config, Login, Password, bar, opened


def rotate_secret(login: Login, password: Password, config: Config = None) -> None:
    """Change la clé des IBAN, dans le trousseau de ce poste et dans la base ; reprend ce qui a été interrompu."""
    with opened(config) as services:
        who = services.people.log_in(login, password, services.workstation)
        with bar() as line:
            task = line.add_task("IBAN")
            rotated = services.rotating.run(
                who, lambda done, total: line.update(task, completed=done, total=max(done, total))
            )
    typer.echo(
        f"La clé des IBAN est changée : {rotated.on_file} sur les dossiers, {rotated.in_history} dans l'historique. "
        "Copiez-la du trousseau de ce poste dans celui des autres, et relancez-y Liasse."
    )
    if rotated.unreadable:
        typer.echo(f"{rotated.unreadable} IBAN ne s'ouvrent sous aucune clé et restent tels quels.", err=True)
        raise typer.Exit(1)
