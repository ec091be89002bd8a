"""Installs the setup under Wine as offices will, and as they will not; one line for each thing that held.

The order is that of a workstation's life: refused, installed, worked with, updated, broken, repaired, uninstalled.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer import journey
from installer.build import build
from installer.places import HERE, ROOT, Refused, version
from installer.screen import Screen, lit, until
from installer.wine import Windows, fresh

_OLDER = "0.0.1"
_SETTINGS = 'workstation = "Guichet 3"\nwords_one_in = 0\n'
_WORDS = {"LIASSE_PASSWORD": journey.PASSWORD}

_DONE, _FAILED, _OPEN, _LATER_VERSION, _FOREIGN_FOLDER, _OTHER_MODE = 0, 2, 10, 11, 13, 14
_OLD_WINDOWS, _UNWRITABLE, _DAMAGED = 15, 16, 70


class Check:
    """A workstation on which Liasse is installed.

    Attributes:
        windows: the workstation.
        screen: what stands before it.
    """

    def __init__(self, windows: Windows, screen: Screen, setup: Path, older: Path) -> None:
        self.windows, self.screen = windows, screen
        self._setup, self._older = setup, older
        self._began = time.monotonic()
        local = windows.home / "AppData" / "Local"
        self.folder = local / "Programs" / "Liasse"
        self.data = local / "liasse"

    def run(self, *, everything: bool) -> None:
        """Do it in order; `everything` adds a batch by keys, and the installation for all users.

        Raises:
            Refused: something did not hold.
        """
        self.refuse_places()
        self.install()
        self.found()
        self.stop_updates()
        self.refuse_while_open()
        self.update()
        self.repair()
        if everything:
            self.work()
        self.uninstall()
        if everything:
            self.install_for_all()

    # --- a life

    def refuse_places(self) -> None:
        """Folders that are somebody else's, too deep, or cannot be written; an old Windows."""
        theirs = self.windows.drive / "autre"
        theirs.mkdir()
        (theirs / "notes.txt").write_text("à eux", encoding="utf-8")
        self._refuse(_FOREIGN_FOLDER, "something other", "/D=C:\\autre")
        self._must(len(list(theirs.iterdir())) == 1, "le dossier d'un autre est tel quel")
        self._refuse(_UNWRITABLE, "too long", f"/D=C:\\{'long' * 25}")
        self._refuse(_UNWRITABLE, "cannot be written", "/D=Z:\\proc\\Liasse")
        self.windows.run(Path("winecfg"), "-v", "win7")
        self._refuse(_OLD_WINDOWS, "Windows 10")
        self.windows.run(Path("winecfg"), "-v", "win10")
        with _full_disk():
            self._refuse(_FAILED, "disk")
        self._must(not self.folder.exists(), "un disque plein ne laisse rien")
        self._said("refusé : dossier d'un autre, trop long, sans droit, vieux Windows, disque plein")

    def install(self) -> None:
        """The older version, with the settings beside it."""
        (self._older.parent / "liasse.toml").write_text(_SETTINGS, encoding="utf-8")
        self._take(self._older)
        self._must((self.folder / "Liasse.exe").is_file(), "Liasse.exe est là")
        self._must((self.data / "liasse.toml").read_text(encoding="utf-8") == _SETTINGS, "les réglages sont repris")
        self._must((self.windows.home / "Desktop" / "Liasse.lnk").is_file(), "le raccourci du bureau est là")
        self._must(len(list(self.windows.home.rglob("Programs/Liasse.lnk"))) == 1, "celui du menu Démarrer aussi")
        self._runs(_OLDER)
        self._said(f"la version {_OLDER} installée, réglages repris")

    def found(self) -> None:
        """The database, its people and its clients."""
        self._admin("init", "--login", "admin", "--name", "Éric Łukasz")
        adding = self.windows.path(HERE / "add_operator.py")
        python = self.folder / "program" / "python" / "python.exe"
        self._expect(0, *self.windows.run(python, adding, "admin", "b.petit", "Bruno Petit", environ=_WORDS))
        clients = self.windows.drive / "clients"
        journey.write_clients(clients)
        self._admin("import", self.windows.path(clients), "--login", "admin")
        self._said("base, personnes et clients")

    def stop_updates(self) -> None:
        """Updates that end midway: the disk is full, the setup is damaged, somebody kills it."""
        with _full_disk():
            self._refuse(_FAILED, "previous version")
        self._runs(_OLDER)
        self._must(not (self.folder / "new").exists(), "rien ne reste d'une mise à jour arrêtée")
        broken = self._setup.with_name("abimee.exe")
        contents = bytearray(self._setup.read_bytes())
        contents[len(contents) // 2] ^= 0xFF
        broken.write_bytes(contents)
        code, _ = self.windows.run(broken, "/S")
        self._must(code != _DONE, "une installation abîmée est refusée")
        broken.unlink()
        self._runs(_OLDER)
        running = self.windows.start(self._setup, "/S")
        until((self.folder / "new" / "program" / "lib").exists, "le début de la mise à jour")
        running.send_signal(signal.SIGKILL)
        running.communicate()
        self._runs(_OLDER)
        self._said("mise à jour sur disque plein, abîmée, tuée : la version d'avant s'ouvre")

    def refuse_while_open(self) -> None:
        """The window is open."""
        with self._window():
            self._refuse(_OPEN, "is open")
            self.windows.run(self.folder / "uninstall.exe", "/S", f"_?={self.windows.path(self.folder)}")
            self._must((self.folder / "uninstall.exe").exists(), "rien n'est désinstallé sous une fenêtre ouverte")
        self._said("fenêtre ouverte : ni mise à jour ni désinstallation")

    def update(self) -> None:
        """Over the older version; then the older one over it, and the other mode."""
        stale = self.folder / "program" / "lib" / "perime.py"
        stale.touch()
        kept = self._books()
        (self._setup.parent / "liasse.toml").write_text("words_one_in = 7\n", encoding="utf-8")
        (self.windows.home / "Desktop" / "Liasse.lnk").unlink()
        self._take(self._setup)
        self._must(not stale.exists(), "les modules périmés sont partis")
        self._must(self._books() == kept, "la base et les réglages de ce poste sont tels quels")
        self._must(not (self.windows.home / "Desktop" / "Liasse.lnk").exists(), "un raccourci effacé ne revient pas")
        self._must(not (self.folder / "previous").exists(), "la version d'avant est partie")
        self._runs(version())
        self._expect(_LATER_VERSION, *self.windows.run(self._older, "/S"))
        self._refuse(_OTHER_MODE, "for you alone", "/AllUsers")
        self._said(f"mise à jour vers {version()} ; la plus ancienne et l'autre mode refusés")

    def repair(self) -> None:
        """A file is gone: a sentence; the same setup once more brings it back."""
        lost = self.folder / "program" / "app" / "backoffice" / "bootstrap.py"
        for path in (lost, *lost.parent.glob("__pycache__/bootstrap.*")):
            path.unlink()
        code, said = self.windows.run(self.folder / "liasse-admin.exe", "check")
        self._must(code == _DAMAGED and "la répare" in said, f"un fichier manquant est dit ({code} : {said})")
        self._take(self._setup)
        self._admin("check")
        self._said("un fichier perdu, dit puis réparé")

    def work(self) -> None:
        """A batch by keys through the window, then the books are checked."""
        with self._window():
            journey.work(self.screen, self.data / "liasse.db")
        self._admin("check")
        self._said("par touches : dix chèques, bande, bordereau, clôture ; aucune anomalie")

    def uninstall(self) -> None:
        """All goes but the data."""
        kept = self._books()
        self._remove(self.folder)
        self._must(self._books() == kept, "les données restent")
        self._must(not list(self.windows.home.rglob("Liasse.lnk")), "les raccourcis sont partis")
        self._said("désinstallé, données gardées")

    def install_for_all(self) -> None:
        """In the folder of programs, with settings for everybody."""
        self._take(self._setup, "/AllUsers", "/NoDesktop")
        folder = self.windows.drive / "Program Files" / "Liasse"
        settings = self.windows.drive / "ProgramData" / "liasse" / "liasse.toml"
        self._must(settings.is_file(), "les réglages de tous sont repris")
        self._refuse(_OTHER_MODE, "for all users", "/CurrentUser")
        self._expect(0, *self.windows.run(folder / "liasse-admin.exe", "check"))
        self._remove(folder)
        self._said("pour tous les utilisateurs")

    # --- its pieces

    @contextmanager
    def _window(self) -> Iterator[None]:
        """The window, opened and closed; nothing was said."""
        running = self.windows.start(self.folder / "Liasse.exe")
        self.screen.until_window("Liasse")
        yield
        self.screen.press("alt+F4")
        said, _ = running.communicate(timeout=60)
        self._must((running.returncode, said) == (0, b""), f"la fenêtre se ferme sans un mot ({said!r})")

    def _take(self, setup: Path, *switches: str) -> None:
        self._expect(_DONE, *self.windows.run(setup, "/S", *switches))

    def _remove(self, folder: Path) -> None:
        self.windows.run(folder / "uninstall.exe", "/S")
        until(lambda: not folder.exists(), f"la fin de la désinstallation de {folder.name}")

    def _refuse(self, wanted: int, word: str, *switches: str) -> None:
        """The setup leaves with this code, and its sentence has this word."""
        self._expect(wanted, *self.windows.run(self._setup, "/S", *switches))
        reason = next(self.windows.home.rglob("liasse-setup.txt")).read_text(encoding="utf-16")
        self._must(word in reason, f"« {word} » est dans « {reason} »")

    def _admin(self, *words: str) -> None:
        self._expect(0, *self.windows.run(self.folder / "liasse-admin.exe", *words, environ=_WORDS))

    def _runs(self, number: str) -> None:
        """The installed program says that it is this version."""
        code, said = self.windows.run(self.folder / "Liasse.exe", "--version")
        self._must((code, said.strip()) == (0, f"Liasse {number}"), f"c'est Liasse {number} ({code} : {said})")

    def _books(self) -> tuple[bytes, bytes]:
        self.windows.settle()
        return (self.data / "liasse.db").read_bytes(), (self.data / "liasse.toml").read_bytes()

    def _expect(self, wanted: int, code: int, said: str) -> None:
        self._must(code == wanted, f"code {wanted} ({code} : {said})")

    def _must(self, holds: object, what: str) -> None:
        if not holds:
            (ROOT / "dist").mkdir(exist_ok=True)
            self.screen.picture().save(ROOT / "dist" / "check.png")
            raise Refused(f"Ceci ne tient pas : {what}.")

    def _said(self, what: str) -> None:
        print(f"[{time.monotonic() - self._began:4.0f} s] {what}", flush=True)


def check(work: Path, *, everything: bool) -> None:
    """Build the setup uncompressed, and the same under an older number, and try both.

    Args:
        work: a folder for all of it.
        everything: also what takes long: a batch by keys, and the installation for all users.

    Raises:
        Refused: with what did not hold.
    """
    older = build(work / "older", compress="none", number=_OLDER)
    setup = build(work / "setup", compress="none")
    with lit() as screen, fresh(work / "prefix", screen.display) as windows:
        Check(windows, screen, setup, older).run(everything=everything)


@contextmanager
def _full_disk() -> Iterator[None]:
    """A disk on which no file of more than five megabytes finds room, for what is started meanwhile."""
    import resource  # noqa: PLC0415 - Windows has it not, and reads this module with the door

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
