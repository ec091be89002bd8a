"""Compiles folders with the Python that ships, which runs this under Wine: `python.exe bytecode.py PROGRAM FOLDER…`.

The bytecode is never held against its source again: the folder of an installed program may not be written, and a look
at the clock of each source costs a start its time.
"""

import sys
from pathlib import Path
from py_compile import PycInvalidationMode
from py_compile import compile as compile_file


def main() -> None:
    """Compile every source below the folders, in one order, under names that say nothing of where it was done."""
    program = Path(sys.argv[1])
    for folder in sys.argv[2:]:
        for source in sorted((program / folder).rglob("*.py")):
            shown = source.relative_to(program).as_posix()
            compile_file(str(source), dfile=shown, doraise=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)


if __name__ == "__main__":
    main()
