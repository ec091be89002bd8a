"""What is said of an order at SlimPay, and of what came of it."""

from collections.abc import Sequence

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import ShownMeans
from backoffice.domain.slimpay import AskState
from backoffice.french.counted import counted
from backoffice.french.means_words import MANDATE_STATES
from forms.kit.strip import Strip
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import typeset

STATE_TONES = {
    AskState.TO_SEND: Tone.MUTED,
    AskState.OPEN: Tone.WARNING,
    AskState.COMPLETED: Tone.OK,
    AskState.ABORTED: Tone.MUTED,
}
"""The colour that goes with the word of a state."""

NEW_MANDATE = "nouveau mandat"
"""Where there is no RUM yet: SlimPay makes it."""


def tell_end(strip: Strip, row: SlimpayRow, means: ShownMeans) -> None:
    """Say what came of a settled order, with the mandate as it is on the client's file by now."""
    if row.state is AskState.ABORTED:
        strip.warning(typeset(f"Demande SlimPay abandonnée : le mandat de {row.name} n'a pas changé."))
    elif means.mandate is MandateState.ACTIVE:
        strip.ok(f"Mandat actif · RUM {means.rum} · {row.name}")
    else:
        said = f"Mandat {MANDATE_STATES[means.mandate]} · RUM {means.rum} · {row.name}"
        strip.warning(typeset(f"{said} : rien ne peut être prélevé (P-68)."))


def tell_settled(strip: Strip, rows: Sequence[SlimpayRow]) -> None:
    """Say what SlimPay had settled in the meantime; nothing where it is nothing."""
    if not rows:
        return
    done = sum(row.state is AskState.COMPLETED for row in rows)
    given_up = len(rows) - done
    parts = (
        counted(done, "mandat relu et porté au dossier", "mandats relus et portés au dossier") if done else "",
        counted(given_up, "demande abandonnée", "demandes abandonnées") if given_up else "",
    )
    strip.ok(typeset(f"SlimPay a répondu entre-temps : {', '.join(filter(None, parts))}."))
