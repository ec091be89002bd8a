"""A screen without a monitor, and a keyboard at it: the check looks at Windows' windows and types into them."""

import mmap
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from installer.places import Refused, call

_WIDTH, _HEIGHT = 1440, 900
_LONG = 240.0
"""Seconds for what is to come, on a machine that does other things too."""
_CURSOR = 40 * 40
"""A text cursor that blinks changes no more of the picture, in pixels."""
_STILL = 5
"""So many looks without a change, and the picture stands still."""


@dataclass(frozen=True, slots=True)
class Screen:
    """An X server's screen.

    Attributes:
        display: its name, `:99`.
        buffer: the file in which the server keeps the picture, as XWD.
    """

    display: str
    buffer: Path

    def picture(self) -> Image.Image:
        """What is on the screen."""
        with self.buffer.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as bytes_:
            head = struct.unpack(">25I", bytes_[:100])
            begin, line = head[0] + 12 * head[19], head[12]
            pixels = bytes_[begin : begin + line * _HEIGHT]
        return Image.frombytes("RGB", (_WIDTH, _HEIGHT), pixels, "raw", "BGRX", line)

    def until_still(self) -> None:
        """Wait until nothing on the screen changes any more, but for a cursor that blinks."""
        before, still = self.picture(), 0

        def stands() -> bool:
            nonlocal before, still
            now = self.picture()
            box = ImageChops.difference(before, now).getbbox()
            still = still + 1 if box is None or (box[2] - box[0]) * (box[3] - box[1]) <= _CURSOR else 0
            before = now
            return still >= _STILL

        until(stands, "un écran qui ne change plus")

    def until_other(self, before: Image.Image, hundredths: int, what: str) -> None:
        """Wait until so many hundredths of the screen are not as in an earlier picture, and it stands still."""
        until(lambda: self.is_other(before, hundredths), what)
        self.until_still()

    def is_other(self, before: Image.Image, hundredths: int) -> bool:
        """Whether so many hundredths of the screen are not as in an earlier picture."""
        differences = ImageChops.difference(before, self.picture()).convert("L").histogram()
        return sum(differences[8:]) * 100 > hundredths * _WIDTH * _HEIGHT

    def until_window(self, name: str) -> None:
        """Wait for a window with this in its title, and give it the keys."""
        until(lambda: self._windows(name), f"la fenêtre « {name} »")
        call(["xdotool", "windowfocus", "--sync", self._windows(name)[0]], DISPLAY=self.display)
        self.until_still()

    def press_until_window(self, key: str, name: str) -> None:
        """Press a key, again where it came too early, until a window has this in its title."""

        def came() -> bool:
            self.press(key)
            self.until_still()
            return bool(self._windows(name))

        until(came, f"la fenêtre « {name} »")

    def until_gone(self, name: str) -> None:
        """Wait until no window has this in its title."""
        until(lambda: not self._windows(name), f"la fermeture de « {name} »")

    def press(self, *keys: str) -> None:
        """Press keys, by their names in X."""
        call(["xdotool", "key", "--clearmodifiers", "--delay", "30", *keys], DISPLAY=self.display)

    def write(self, text: str) -> None:
        """Type a text, with Enter of the numeric keypad at its end, and wait for what comes of it."""
        call(["xdotool", "type", "--clearmodifiers", "--delay", "30", text], DISPLAY=self.display)
        self.press("KP_Enter")
        self.until_still()

    def _windows(self, name: str) -> list[str]:
        words = ["xdotool", "search", "--onlyvisible", "--name", name]
        found = subprocess.run(words, env={"DISPLAY": self.display}, capture_output=True, text=True, check=False)  # noqa: S603 - the words above
        return found.stdout.split()


@contextmanager
def lit() -> Iterator[Screen]:
    """A screen of its own, on whatever display is free."""
    with TemporaryDirectory() as folder:
        words = [
            "Xvfb",
            "-displayfd",
            "1",
            "-screen",
            "0",
            f"{_WIDTH}x{_HEIGHT}x24",
            "-nolisten",
            "tcp",
            "-fbdir",
            folder,
        ]
        server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603 - as above
        try:
            number = server.stdout.readline().strip() if server.stdout else ""
            if not number:
                raise Refused("Xvfb ne démarre pas ici.")
            yield Screen(f":{number}", Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()


def until(condition: Callable[[], object], what: str, seconds: float = _LONG) -> None:
    """Wait for a condition.

    Raises:
        Refused: it does not come true.
    """
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            raise Refused(f"Attendu en vain : {what}.")
        time.sleep(0.1)
