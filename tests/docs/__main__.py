"""`python -m tests.docs`: writes the pages and pictures of `docs/` that come from the program."""

from tests.docs import first_start_pictures
from tests.docs.pages import DOCS, PAGES


def main() -> None:
    """Write each of them anew."""
    first_start_pictures.take(DOCS)
    for path, made in PAGES.items():
        path.write_text(made(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
