"""The version of the program that runs: for `--version` of `liasse` and `liasse-admin`, and for *À propos*."""

from importlib import metadata


def version() -> str:
    """`0.1.0`: the one of `pyproject.toml`, as it was installed."""
    return metadata.version("liasse")
