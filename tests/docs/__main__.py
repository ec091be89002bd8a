"""`python -m tests.docs`: writes the pages of `docs/` that come from the program."""

from tests.docs.pages import PAGES


def main() -> None:
    """Write each of them anew."""
    for path, made in PAGES.items():
        path.write_text(made(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
