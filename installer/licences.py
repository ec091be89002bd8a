"""The folder `licences` of the installed program: whose work it is made of, under which terms; the build calls it."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from installer.places import HERE, ROOT, Refused

_TEXT = re.compile(r"licen[cs]e|copying|copyright|notice|authors", re.IGNORECASE)
_COPYLEFT = re.compile(r"GPL|Artistic")
_QT = "https://download.qt.io/official_releases/QtForPython/"

_READ_ME = """\
Liasse est sous la licence MIT (LICENSE.txt, à côté de ce dossier). Elle se sert des bibliothèques ci-dessous, sans en
avoir rien modifié ; leurs licences sont dans « bibliotheques.txt ».

Celles-ci sont sous la licence GNU LGPL, ou sous l'Artistic License :

{copyleft}

Les textes de ces licences sont dans ce dossier : LGPL-3.0.txt, avec GPL-3.0.txt qu'elle complète, LGPL-2.1.txt et
Artistic.txt. Les sources de chacune, à la version installée, sont à l'adresse indiquée en face ; celles de Qt 6, dont
PySide6 contient les DLL, sont à https://download.qt.io/official_releases/qt/.

Vous avez le droit de les remplacer par une version modifiée par vous : ce sont des fichiers séparés, des dossiers
« program\\lib\\PySide6 », « program\\lib\\shiboken6 », « program\\lib\\psycopg », etc. ; rien ne vérifie leur contenu
au démarrage. Supprimez à côté d'un fichier .py modifié son fichier .pyc du dossier « __pycache__ ». Vous avez le droit
de les désassembler et de les décompiler pour mettre ces modifications au point.

Python et les DLL qui viennent avec lui (OpenSSL, libffi, bibliothèque d'exécution de Microsoft) : « python.txt ».
"""


@dataclass(frozen=True, slots=True)
class _Library:
    name: str
    version: str
    terms: str
    texts: tuple[str, ...]

    @property
    def sources(self) -> str:
        """Where its sources are, of this very version."""
        if self.name.lower().startswith(("pyside6", "shiboken6")):
            return _QT
        return f"https://pypi.org/project/{self.name}/{self.version}/#files"


def write_licences(program: Path, to: Path) -> None:
    """Write the folder for a program's `lib` and `python`, and take the texts of the libraries out of `lib`.

    Raises:
        Refused: a library says nothing of its licence.
    """
    shutil.copytree(HERE / "texts", to)
    found = list(_libraries(program / "lib"))
    for library in found:
        if not library.terms and not library.texts:
            raise Refused(f"{library.name} ne dit pas sous quelle licence elle est : elle ne peut pas être livrée.")
    copyleft = "\n".join(
        f"  {x.name} {x.version} ({x.terms}) : {x.sources}" for x in found if _COPYLEFT.search(x.terms)
    )
    (to / "LISEZMOI.txt").write_text(_READ_ME.format(copyleft=copyleft), encoding="utf-8", newline="\r\n")
    line = "=" * 100
    every = "\n".join(
        f"{line}\n{x.name} {x.version} ({x.terms or 'voir ci-dessous'})\n" + "\n".join(x.texts) for x in found
    )
    (to / "bibliotheques.txt").write_text(every, encoding="utf-8", newline="\r\n")
    (program / "python" / "LICENSE.txt").rename(to / "python.txt")
    resources = ROOT / "resources"
    shutil.copy(resources / "fonts" / "OFL.txt", to / "Noto.txt")
    shutil.copy(resources / "icons" / "LICENSE", to / "Lucide.txt")


def _libraries(lib: Path) -> Iterator[_Library]:
    for info in sorted(lib.glob("*.dist-info")):
        told = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
        classes = [
            each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License ::")
        ]
        terms = told.get("License-Expression") or told.get("License") or ", ".join(classes)
        files = [path for path in sorted(info.rglob("*")) if path.is_file() and _is_text(path.relative_to(info))]
        texts = tuple(path.read_text(encoding="utf-8", errors="replace") for path in files)
        for path in files:
            path.unlink()
        yield _Library(told["Name"], told["Version"], " ".join(terms.split())[:80], texts)


def _is_text(path: Path) -> bool:
    return _TEXT.search(path.as_posix()) is not None and path.name != "METADATA"
