"""Plain words for what does not work: the only ones a reader in a hurry will see."""

from collections.abc import Sequence
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Phase(Enum):
    """Where an outage stands for a reader, at this moment."""

    PLANNED = "planned"
    NOW = "now"
    WAITING = "waiting"
    OVER = "over"
    CANCELLED = "cancelled"


# Kind: (icon, planned, not working, works again). `%(what)s` is the equipment's name, or the kind itself.
KINDS: dict[str, tuple[str, Words, Words, Words]] = {
    "ascenseur": (
        "arrow-up-down",
        _("%(what)s : arrêt prévu"),
        _("%(what)s à l’arrêt"),
        _("%(what)s de nouveau en service"),
    ),
    "chauffage": ("heater", _("Coupure du chauffage prévue"), _("Chauffage en panne"), _("Chauffage rétabli")),
    "eau_chaude": ("bath", _("Coupure d’eau chaude prévue"), _("Pas d’eau chaude"), _("Eau chaude rétablie")),
    "eau_froide": ("droplets", _("Coupure d’eau prévue"), _("Coupure d’eau"), _("Eau rétablie")),
    "electricite": (
        "zap",
        _("Coupure d’électricité prévue"),
        _("Coupure d’électricité"),
        _("Électricité rétablie"),
    ),
    "telecom": (
        "wifi",
        _("Coupure de la télévision ou d’internet prévue"),
        _("Télévision ou internet en panne"),
        _("Télévision et internet rétablis"),
    ),
    "acces": (
        "door-open",
        _("Intervention prévue sur une porte ou un portail"),
        _("Porte ou portail en panne"),
        _("Porte ou portail réparé"),
    ),
    "travaux": ("construction", _("Travaux prévus"), _("Travaux en cours"), _("Travaux terminés")),
    "autre": ("triangle-alert", _("Intervention prévue"), _("Incident en cours"), _("Incident terminé")),
}
LIFT = _("Ascenseur")

BADGES: dict[Phase, tuple[Words, str, str]] = {
    Phase.PLANNED: (_("Prévu"), "new", "calendar"),
    Phase.NOW: (_("En cours"), "late", "circle-alert"),
    Phase.WAITING: (_("En attente d’une pièce"), "wait", "package"),
    Phase.OVER: (_("Rétabli"), "ok", "check"),
    Phase.CANCELLED: (_("Annulé"), "", "x"),
}
# Works that are under way alarm nobody, and end rather than being restored.
WORKS_BADGES = {
    Phase.NOW: (_("En cours"), "wait", "construction"),
    Phase.OVER: (_("Terminé"), "ok", "check"),
}


def headline(kind: str, phase: Phase, equipements: Sequence[str]) -> str:
    """Return what does not work, in plain words; the name of a lift is said when there is only one."""
    _icon, planned, now, over = KINDS[kind]
    words = {Phase.PLANNED: planned, Phase.CANCELLED: planned, Phase.OVER: over}.get(phase, now)
    return str(words) % {"what": equipements[0] if len(equipements) == 1 else LIFT}


def icon_of(kind: str) -> str:
    """Return the lucide name of what stands for this kind."""
    return KINDS[kind][0]


def phase_badge(kind: str, phase: Phase) -> dict[str, str]:
    """Return the parameters of the badge: `text`, `kind`, `icon`."""
    text, look, icon = (WORKS_BADGES.get(phase) if kind == "travaux" else None) or BADGES[phase]
    return {"text": str(text), "kind": look, "icon": icon}
