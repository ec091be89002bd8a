"""Recording a cheque at one workstation, beside a bare commit of the same rows on the same disk."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from statistics import median

from tests.benchmarks import bare
from tests.benchmarks.bench import Bench, thousands
from tests.benchmarks.forms import some_forms
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import interleaved


def rows(bench: Bench) -> Iterator[Row]:
    """*Enregistrer*, in a database of each size. Both sides write in the same one, each in a batch of its own."""
    for clients in bench.scale.clients:
        office = bench.office(clients)
        desk, count = office.desk, bench.scale.cheques
        ours, theirs = some_forms(desk.database, (desk.batch(), count), (desk.batch(), count))
        now = datetime.now(UTC)
        ready = [
            bare.cheque_rows(bare.SQLITE, desk.operator, form, position, now)
            for position, form in enumerate(theirs, start=2)  # the opening of the batch is the first event
        ]
        keying = bare.Keying(office.driver, bare.SQLITE)
        seconds, beside = interleaved(
            [partial(desk.cheques.record, desk.operator, form) for form in ours],
            [partial(keying.record, cheque) for cheque in ready],
        )
        what = f"enregistrer un chèque, {thousands(clients)} clients, p50"
        yield Row(what, median(seconds), median(beside), most=10)
