"""The page of the SlimPay sandbox on which the IBAN is typed. It has no script, and loads nothing."""

from html import escape
from string import Template

from backoffice.gateways.slimpay.sandbox_book import COMPLETED, Order

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2433; --paper: #fff; --around: #eef1f6; --line: #aab4c5; --soft: #566178;
    --strong: #1f5fbf; --on-strong: #fff; --wrong: #b3261e; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --paper: #1c2230; --around: #11151e; --line: #56617a;
    --soft: #a9b3c7; --strong: #8db8ff; --on-strong: #0b1a33; --wrong: #ffb4ab; } }
  * { box-sizing: border-box; }
  body { margin: 0; padding: 2rem 1rem; background: var(--around); color: var(--ink);
    font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; }
  main { max-width: 34rem; margin: auto; padding: 2rem; background: var(--paper); border-radius: .75rem; }
  .trial { margin: 0 0 1.5rem; color: var(--soft); font-size: .875rem; }
  h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.3; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1.5rem; }
  dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
  label { display: block; font-weight: 600; }
  input { width: 100%; margin: .375rem 0; padding: .625rem .75rem; border: 1px solid var(--line);
    border-radius: .375rem; background: var(--paper); color: inherit; text-transform: uppercase;
    font: 1.125rem/1.4 ui-monospace, Consolas, monospace; }
  input[aria-invalid] { border-color: var(--wrong); }
  :focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
  .help { margin: 0; color: var(--soft); font-size: .875rem; }
  .wrong { margin: 0; color: var(--wrong); }
  .buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
  button { padding: .625rem 1.25rem; border: 1px solid var(--strong); border-radius: .375rem; background: none;
    color: var(--strong); font: inherit; font-weight: 600; cursor: pointer; }
  button.first { background: var(--strong); color: var(--on-strong); }
</style>
</head>
<body>
<main>
<p class="trial">SlimPay, bac à sable&nbsp;: cette page est un essai, rien n’est transmis à une banque.</p>
<h1>$title</h1>
$content
</main>
</body>
</html>
""")
_FORM = Template("""\
<dl>$facts</dl>
<form method="post" autocomplete="off">
<label for="iban">IBAN du compte à débiter</label>
<input id="iban" name="iban" value="$iban" maxlength="42" spellcheck="false" autofocus aria-describedby="about"$invalid>
$about
<div class="buttons">
<button class="first" name="action" value="continue">Continuer</button>
<button name="action" value="abandon">Abandonner</button>
</div>
</form>
""")
_HELP = '<p class="help" id="about">Comme sur le relevé d’identité bancaire, avec ou sans espaces.</p>'
_WRONG = (
    '<p class="wrong" id="about" role="alert">Cet IBAN n’est pas valable&nbsp;: relisez-le sur le relevé d’identité '
    "bancaire.</p>"
)


def form_page(order: Order, wrong_iban: str | None = None) -> str:
    """The page of an open order, with what was typed where that is no IBAN."""
    facts = {"Mandat (RUM)": order.mandate.rum, "Titulaire": order.mandate.family_name}
    content = _FORM.substitute(
        facts="".join(f"<dt>{name}</dt><dd>{escape(fact)}</dd>" for name, fact in facts.items() if fact),
        iban=escape(wrong_iban or ""),
        invalid="" if wrong_iban is None else ' aria-invalid="true"',
        about=_HELP if wrong_iban is None else _WRONG,
    )
    title = "Changer de compte bancaire" if order.amends else "Signer le mandat de prélèvement SEPA"
    return _PAGE.substitute(title=title, content=content)


def final_page(order: Order) -> str:
    """The page of an order that is closed."""
    if order.state == COMPLETED:
        return _said("C’est enregistré", "Le compte bancaire est enregistré. Vous pouvez fermer cette fenêtre.")
    return _said("Demande abandonnée", "Rien n’a été enregistré. Vous pouvez fermer cette fenêtre.")


def unknown_page() -> str:
    """The page of an access code that is none."""
    return _said("Page introuvable", "Cette demande n’existe pas, ou n’existe plus.")


def _said(title: str, sentence: str) -> str:
    return _PAGE.substitute(title=title, content=f"<p>{sentence}</p>")
