"""How long the import of clients takes beside a bare `executemany` of the same rows.

The bare side is given everything: the rows are parsed, checked, sealed and in memory before its clock starts, and
all it does is one `INSERT` for each in one transaction, with the driver, the tables and the PRAGMAs that we have.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from statistics import mean
from time import perf_counter

from sqlalchemy import insert

from backoffice.domain.import_rows import ImportedClient, ImportFile, ImportRow
from backoffice.gateways.import_files.folder import open_folder
from backoffice.storage.schema import partners
from tests.benchmarks.bare import connect
from tests.benchmarks.bench import Bench, new_desk, thousands
from tests.benchmarks.rows import Row
from tests.office import VAULT

_CACHE = "cache_size=-262144"
"""As the workbench of the import has it."""


def rows(bench: Bench) -> Iterator[Row]:
    """The import of clients; the bare side's clock runs once before ours and once after."""
    clients = bench.scale.imported
    sources = {source.file: source for source in open_folder(bench.files(clients), VAULT.seal)}
    known = list(sources[ImportFile.PARTNERS].rows())
    given = list(map(itemgetter(slice(1, None)), sources[ImportFile.CLIENTS].rows()))
    with _out_of_the_collectors_sight():
        before = bare_seconds(bench.folder / "before.db", known, given)
        ours = bench.office(clients).seconds
        after = bare_seconds(bench.folder / "after.db", known, given)
    yield Row(f"import de {thousands(clients)} clients", ours, mean((before, after)), most=2.5)


def bare_seconds(file: Path, known: Sequence[ImportRow], clients: Sequence[tuple[object, ...]]) -> float:
    """How long the driver takes over the rows of `clients.csv`, in a new database that has their partners."""
    desk = new_desk(f"sqlite:///{file}")
    fields = ("code", "name", "banks", "direct_method")
    rows_known = [dict(zip(fields, row[1:], strict=True)) for row in known]
    desk.database.write(lambda tx: tx.execute(insert(partners), rows_known))
    desk.database.close()
    connection = connect(file, _CACHE)
    columns = ImportedClient._fields[1:]
    marks = ", ".join("?" for _ in columns)
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO clients ({', '.join(columns)}) VALUES ({marks})", clients)
    connection.execute("COMMIT")
    taken = perf_counter() - start
    connection.close()
    return taken


@contextmanager
def _out_of_the_collectors_sight() -> Iterator[None]:
    # A million rows of the bare side in memory must not slow our side's collections.
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
