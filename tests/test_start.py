import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import start
from start import COMMANDS, DRAWING, WINDOW, Command, Refused
from tests.needs import needs_linux, needs_posix

LOCK = """\
pytest==9.2.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
setuptools==84.2.1 \\
    --hash=sha256:cc \\
    --hash=sha256:dd
setuptools-scm==9 \\
    --hash=sha256:ee
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder with a finished environment."""
    venv = tmp_path / ".venv"
    for name, path in {"ROOT": tmp_path, "VENV": venv, "LOCK": tmp_path / "requirements.lock"}.items():
        monkeypatch.setattr(start, name, path)
    for name in ("DONE", "BUSY", "LOG"):
        monkeypatch.setattr(start, name, venv / getattr(start, name).name)
    start.LOCK.write_text(LOCK, encoding="utf-8")
    start.program("python").parent.mkdir(parents=True)
    start.program("python").touch()
    start.DONE.write_text(start.mark(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ready environment whose every program is this very Python, on a system that lacks nothing."""
    monkeypatch.setattr(start, "ready", lambda: True)
    monkeypatch.setattr(start, "program", lambda _name: Path(sys.executable))
    monkeypatch.setattr(start, "loads", lambda _library: True)


# --- the command line


@pytest.mark.parametrize(
    ("line", "steps", "more"),
    [
        ("install", [], []),
        ("demo", ["python -m desktop.main --demo"], []),
        ("run --config liasse.toml", ["python -m desktop.main"], ["--config", "liasse.toml"]),
        ("test", ["pytest"], []),
        ("test --all", ["pytest"], ["-m", ""]),
        ("test tests/domain -k money -x", ["pytest"], ["tests/domain", "-k", "money", "-x"]),
        ("check", ["ruff check", "ruff format --check", "mypy", "lint-imports"], []),
        ("shots pictures", ["python -m tests.tour"], [str(Path("pictures").absolute())]),
        ("erp", ["python -m tests.erp"], []),
        ("docs", ["python -m tests.docs"], []),
        ("installer --check --all", ["python -m installer"], ["--check", "--all"]),
        ("bench", ["python -m tests.benchmarks"], []),
        ("bench --large", ["python -m tests.benchmarks"], ["--large"]),
    ],
)
def test_each_command_runs_its_programs(line: str, steps: list[str], more: list[str]) -> None:
    command, further = start.parse(line.split())

    assert [" ".join(step) for step in command.steps] == steps
    assert further == more


@pytest.mark.parametrize("line", ["", "demmo", "shots", "check everything", "install -q", "bench 5", "shots one two"])
def test_a_line_that_is_not_understood_says_so_in_french(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        start.parse(line.split())

    assert left.value.code == 2
    assert "commande incomplète ou non comprise.\nusage: start.py" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["--help", *(f"{name} --help" for name in COMMANDS)])
def test_help_is_french(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        start.parse(line.split())

    assert left.value.code == 0
    help_text = capsys.readouterr().out
    assert "montre cette aide" in help_text
    assert "show" not in help_text


# --- running


@pytest.mark.usefixtures("python")
def test_the_first_failure_ends_the_run_with_its_code(tmp_path: Path) -> None:
    second = tmp_path / "second"
    touch = f"open({str(second)!r}, 'w').close()"

    failed = Command("", (("python", "-c", "raise SystemExit(3)"), ("python", "-c", touch)))
    assert start.start(failed, []) == 3
    assert not second.exists()

    assert start.start(Command("", (("python", "-c", "pass"), ("python", "-c", touch))), []) == 0
    assert second.exists()


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize(
    ("name", "platform"), [("test", "offscreen"), ("shots", "offscreen"), ("bench", "offscreen"), ("run", "xcb")]
)
def test_what_needs_no_display_is_told_to_draw_without(
    name: str, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    look = f"import os; raise SystemExit(os.environ['QT_QPA_PLATFORM'] != {platform!r})"

    assert start.start(COMMANDS[name]._replace(steps=(("python", "-c", look),)), []) == 0


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize(("name", "at_home"), [("check", True), ("test", True), ("run", False), ("shots", True)])
def test_a_relative_path_means_the_callers_folder_except_for_the_sources_tools(
    name: str, *, at_home: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    folder = start.ROOT if at_home else tmp_path
    look = f"import os; raise SystemExit(not os.path.samefile('.', {str(folder)!r}))"

    assert start.start(COMMANDS[name]._replace(steps=(("python", "-c", look),)), []) == 0


@needs_posix("signals")
def test_a_program_that_a_signal_ends_counts_as_in_a_shell() -> None:
    killed = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]

    assert start.call(killed, os.environ, None) == 128 + signal.SIGKILL


@pytest.mark.parametrize(
    ("raised", "code"),
    [(Refused("non."), 1), (PermissionError(13, "Permission denied"), 1), (KeyboardInterrupt(), 130)],
)
def test_what_stops_the_start_is_one_sentence(
    raised: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> int:
        raise raised

    monkeypatch.setattr(sys, "argv", ["start.py", "check"])
    monkeypatch.setattr(start, "start", stop)

    assert start.main() == code
    said = capsys.readouterr().err
    assert said.startswith("start.py : ")
    assert said.count("\n") == 1


def test_a_python_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "OLDEST", (99, 0))

    with pytest.raises(Refused, match="il faut Python"):
        start.start(COMMANDS["check"], [])


def test_an_older_python_can_read_the_file_as_far_as_its_refusal() -> None:
    ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


# --- the environment


@pytest.mark.usefixtures("project")
def test_a_finished_environment_is_kept() -> None:
    assert start.ready()


@pytest.mark.usefixtures("project")
def test_a_changed_lock_asks_for_another() -> None:
    start.LOCK.write_text(LOCK.replace("9.2.0", "9.2.1"), encoding="utf-8")

    assert not start.ready()


@pytest.mark.usefixtures("project")
def test_line_ends_are_no_change_of_the_lock() -> None:
    start.LOCK.write_bytes(LOCK.replace("\n", "\r\n").encode())

    assert start.ready()


def test_an_interrupted_a_moved_and_an_emptied_environment_are_made_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.program("python").rename(project / "python")
    assert not start.ready()
    (project / "python").rename(start.program("python"))
    assert start.ready()

    with monkeypatch.context() as moved:
        moved.setattr(start, "ROOT", project / "elsewhere")
        assert not start.ready()

    start.DONE.unlink()
    assert not start.ready()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_lock_that_cannot_be_read_is_said(content: bytes | None) -> None:
    start.LOCK.unlink()
    if content:
        start.LOCK.write_bytes(content)

    with pytest.raises(Refused, match=r"requirements\.lock manque ou est abîmé"):
        start.mark()


@needs_posix("links that anybody may make")
def test_clearing_leaves_the_held_file_and_follows_no_link(project: Path) -> None:
    outside = project / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    start.BUSY.touch()
    (start.VENV / "link").symlink_to(outside, target_is_directory=True)

    start.clear()

    assert list(start.VENV.iterdir()) == [start.BUSY]
    assert (outside / "kept").exists()


def test_one_start_at_a_time(tmp_path: Path) -> None:
    busy = tmp_path / "busy"
    with start.alone(busy):
        assert start.taken(busy) is None
    assert _is_free(busy)


def _is_free(busy: Path) -> bool:
    held = start.taken(busy)
    if held is not None:
        held.close()
    return held is not None


_INSTALLER = "import sys; print('installing', file=sys.stderr, flush=True); sys.stdin.read()"
_KILLED_START = f"""
import sys
from pathlib import Path
import start
start.LOG = Path(sys.argv[1], "log")
with start.alone(Path(sys.argv[1], "busy")):
    start.fetch([sys.executable, "-c", {_INSTALLER!r}])
"""


def test_a_start_that_is_killed_leaves_the_folder_to_its_installer(tmp_path: Path) -> None:
    busy, log = tmp_path / "busy", tmp_path / "log"
    words = [sys.executable, "-c", _KILLED_START, str(tmp_path)]
    read, write = os.pipe()
    with subprocess.Popen(words, cwd=start.ROOT, stdin=read) as killed:  # noqa: S603 - ours
        os.close(read)
        while not (log.exists() and "installing" in log.read_text()):
            assert killed.poll() is None
        killed.kill()
    assert not _is_free(busy)

    os.close(write)
    while not _is_free(busy):
        pass  # the installer ends


@pytest.mark.usefixtures("project")
def test_a_folder_that_lies_too_deep_for_windows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "takes_long_paths", lambda: False)
    monkeypatch.setattr(start, "ROOT", Path("x" * 74))
    start.refuse_depth()
    start.DONE.unlink()
    monkeypatch.setattr(start, "ROOT", Path("x" * 75))
    with pytest.raises(Refused, match=r"a 75 signes, et Windows n'en accepte ici que 74 : .*LongPathsEnabled"):
        start.install()
    monkeypatch.setattr(start, "takes_long_paths", lambda: True)
    start.refuse_depth()


def test_no_library_lies_deeper_than_is_thought() -> None:
    here = Path(pytest.__file__).parents[1]
    libraries = Path(".venv", "Lib", "site-packages")
    assert max(len(str(libraries / file.relative_to(here))) for file in (here / "PySide6").rglob("*")) < start.DEEPEST


@pytest.mark.usefixtures("project")
def test_a_start_that_waited_finds_the_environment_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def build() -> None:
        raise AssertionError("made twice")

    monkeypatch.setattr(start, "build", build)
    start.install()

    start.DONE.unlink()
    with pytest.raises(AssertionError, match="made twice"):
        start.install()


def test_the_backends_own_lines_are_found() -> None:
    assert start.lines_of("setuptools", LOCK) == (
        "setuptools==84.2.1 \\\n    --hash=sha256:cc \\\n    --hash=sha256:dd\n"
    )
    with pytest.raises(Refused, match="wheel y manque"):
        start.lines_of("wheel", LOCK)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "place"),
        ("copy file: No space left on device (os error 28)", "place"),
        ("[Errno 13] Permission denied: '.venv'", "écrire"),
        ("[WinError 5] Accès refusé: 'python.exe'", "écrire"),
        (
            "[WinError 32] Le processus ne peut pas accéder au fichier car il est utilisé par un autre processus",
            "écrire",
        ),
        ("[Errno 13] Zugriff verweigert: 'python.exe'", "écrire"),
        ("ERROR: [WinError 112] Espace insuffisant sur le disque: 'Qt6Core.dll'", "place"),
        ("[WinError 206] Nom de fichier ou extension trop long: 'x.png'", "trop long"),
        ("[Errno 2]: 'x.png'\nHINT: … this system does not have Windows Long Path support enabled.", "trop long"),
        ("[WinError 10060] Une tentative de connexion a échoué", "réseau"),
        ("socket.gaierror: [Errno 11001] getaddrinfo failed", "réseau"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "requirements.lock"),
        ("error: Unexpected '}', expected the start of a requirement: requirements.lock:3:1", "requirements.lock"),
        ("error: Failed to fetch: `…`\n  cause: dns error", "réseau"),
        ("NewConnectionError: Temporary failure in name resolution", "réseau"),
        ("ERROR: Could not find a version that satisfies ruff (from versions: none)", "réseau"),
        ("before\nsomething else", "something else"),
        ("", "échec"),
    ],
)
def test_what_an_installer_complains_of_is_said_in_french(output: str, sentence: str) -> None:
    assert sentence in start.failure(output)


# --- the system


def test_a_window_needs_all_that_drawing_needs() -> None:
    assert DRAWING.items() < WINDOW.items()


@needs_linux("its libraries")
def test_a_library_that_is_not_there_is_missing() -> None:
    assert start.missing(["libc.so.6", "libnowhere.so.0"]) == ["libnowhere.so.0"]


def test_without_a_display_no_window_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "loads", lambda _library: True)

    with pytest.raises(Refused, match="écran"):
        start.provide(COMMANDS["run"], {})
    for display in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        start.provide(COMMANDS["run"], {display: "some"})


@pytest.mark.parametrize(
    ("name", "platform", "libraries"),
    [("run", "", WINDOW), ("run", "offscreen", DRAWING), ("test", "offscreen", DRAWING), ("check", "offscreen", {})],
)
def test_only_what_the_run_needs_is_asked_of_the_system(
    name: str, platform: str, libraries: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def loads(library: str) -> bool:
        asked.append(library)
        return True

    monkeypatch.setattr(start, "loads", loads)

    start.provide(COMMANDS[name], {"DISPLAY": ":0", "QT_QPA_PLATFORM": platform})

    assert asked == list(libraries)


def test_who_may_not_install_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr("shutil.which", lambda _name: "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)

    with pytest.raises(Refused, match=r"libEGL\.so\.1 ; tapez « sudo apt-get install -y libegl1 »"):
        start.provide(COMMANDS["test"], {})

    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(Refused, match=r"libEGL\.so\.1 ; complétez-le avec ses outils"):
        start.provide(COMMANDS["test"], {})
