"""What the stand-in shows: the page where people pay, marked DÉMONSTRATION, and a board to play the bank."""

from html import escape
from typing import Any

from espace_locataire.paiement.sandbox.store import Store, Thing

NARROW = "\u202f"
STYLE = """
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { max-inline-size: 34rem; margin: 0 auto; padding: 1rem; }
main { display: grid; gap: 1rem; }
.trial { padding: .75rem 1rem; border: 3px solid #b45309; border-radius: .5rem; font-weight: 700; }
.amount { margin: 0; font-size: 2rem; font-weight: 700; }
.bad { padding: .75rem 1rem; border-inline-start: .4rem solid #b91c1c; }
form, fieldset { display: grid; gap: .75rem; }
fieldset { border: 1px solid; border-radius: .5rem; }
button, .button { display: block; inline-size: 100%; box-sizing: border-box; padding: .75rem 1rem;
  border: 2px solid #1d4ed8; border-radius: .5rem; background: none; color: inherit; font: inherit;
  text-align: center; text-decoration: none; }
button.main { background: #1d4ed8; color: #fff; font-weight: 700; }
"""
# When a message leaves for the site: at once, twice, in a while, never.
WHEN = ("now", "twice", "late", "never")
WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "title": "Paiement de démonstration",
        "trial": "DÉMONSTRATION. Aucun argent n’est pris, aucune carte n’est demandée.",
        "pay": "Payer",
        "decline": "Faire refuser la carte",
        "leave": "Revenir sans payer",
        "declined": "Votre carte a été refusée. Réessayez, ou revenez sans payer.",
        "complete": "Ce paiement est fait.",
        "expired": "Cette page n’est plus valable.",
        "unknown": "Cette page n’existe pas.",
        "back": "Revenir au site",
        "message": "Quand le site l’apprend\u00a0:",
        "now": "tout de suite",
        "twice": "deux fois",
        "late": "dans 20 secondes",
        "never": "jamais",
    },
    "en": {
        "title": "Demonstration payment",
        "trial": "DÉMONSTRATION. No money is taken, no card is asked for.",
        "pay": "Pay",
        "decline": "Have the card declined",
        "leave": "Go back without paying",
        "declined": "Your card was declined. Try again, or go back without paying.",
        "complete": "This payment is done.",
        "expired": "This page is no longer valid.",
        "unknown": "This page does not exist.",
        "back": "Back to the site",
        "message": "When the site learns of it:",
        "now": "at once",
        "twice": "twice",
        "late": "in 20 seconds",
        "never": "never",
    },
}


def words_for(session: Thing | None) -> dict[str, str]:
    """Return the words of the language a page was asked in."""
    return WORDS["en" if session and session["locale"] == "en" else "fr"]


def amount_of(cents: int, language: str = "fr") -> str:
    """Return an amount in cents as people read it."""
    whole, rest = divmod(cents, 100)
    thousands = f"{whole:,}".replace(",", NARROW)
    return f"{thousands}{'.' if language == 'en' else ','}{rest:02d}{NARROW}€"


def page(title: str, content: str, language: str = "fr") -> str:
    """Return a whole page."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main>{content}</main></body></html>"
    )


def pay_page(session: Thing | None, declined: bool = False) -> str:
    """Return the page where someone pays; or that it is over, and the way back."""
    words = words_for(session)
    language = "en" if words is WORDS["en"] else "fr"
    head = f'<h1>{words["title"]}</h1><p class="trial">{words["trial"]}</p>'
    if session is None:
        return page(words["title"], f"{head}<p>{words['unknown']}</p>", language)
    if session["status"] != "open":
        back = escape(session["success_url"])
        state = words[session["status"]]
        return page(
            words["title"], f'{head}<p>{state}</p><a class="button" href="{back}">{words["back"]}</a>', language
        )
    amount = amount_of(session["amount_total"], language)
    choices = "".join(
        f'<label><input type="radio" name="message" value="{when}"{" checked" if when == WHEN[0] else ""}>'
        f" {words[when]}</label>"
        for when in WHEN
    )
    content = f"""{head}
    {f'<p class="bad" role="alert">{words["declined"]}</p>' if declined else ""}
    <p class="amount">{amount}</p>
    <form method="post">
      <button class="main" name="do" value="pay">{words["pay"]} {amount}</button>
      <button name="do" value="decline">{words["decline"]}</button>
      <button name="do" value="leave">{words["leave"]}</button>
      <fieldset><legend>{words["message"]}</legend>{choices}</fieldset>
    </form>"""
    return page(words["title"], content, language)


def board(store: Store) -> str:
    """Return the board: every payment, and what a bank may do with it."""
    rows = "".join(_row(store, intent) for intent in reversed(store.intents.values()))
    content = f"""<h1>La banque de démonstration</h1>
    <p class="trial">DÉMONSTRATION. Rien ici n’est de l’argent.</p>
    {rows or "<p>Aucun paiement pour l’instant.</p>"}"""
    return page("La banque de démonstration", content)


def _row(store: Store, intent: dict[str, Any]) -> str:
    session = store.sessions[intent["session"]]
    refunds = "".join(
        f"<p>Remboursé\u00a0: {amount_of(refund['amount'])} ({refund['status']})</p>"
        f"{_button('fail', refund['id'], 'Faire échouer')}"
        for refund in store.refunds.values()
        if refund["payment_intent"] == intent["id"]
    )
    disputes = "".join(
        f"<p>Litige\u00a0: {dispute['status']} {_button('win', dispute['id'], 'Rendre l’argent')}</p>"
        for dispute in store.disputes.values()
        if dispute["payment_intent"] == intent["id"]
    )
    return f"""<section><h2>{escape(str(session["client_reference_id"]))}, {amount_of(intent["amount"])}</h2>
    {refunds}{disputes}
    {_button("refund_part", intent["id"], "Rembourser le tiers")}
    {_button("refund", intent["id"], "Rembourser le reste")}
    {_button("dispute", intent["id"], "Ouvrir un litige")}
    {_button("again", session["id"], "Renvoyer ses messages")}</section>"""


def _button(do: str, what: str, label: str) -> str:
    return (
        f'<form method="post" action="/banque/"><input type="hidden" name="what" value="{escape(what)}">'
        f'<button name="do" value="{do}">{label}</button></form>'
    )
