"""The works and outages of the demonstration: a lift that waits for a part, a heating network, a planned water cut."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from residence_news.models import Equipement, Outage, Residence

KIND, STATE = Outage.Kind, Outage.State


@dataclass(frozen=True)
class Line:
    """One line of a timeline: how many days from today (negative: past) and at what hour, the state, the words."""

    days: int
    hour: int
    state: str
    text: str


@dataclass(frozen=True)
class DemoOutage:
    """An outage: moments are (days from today, hour). `residences` are positions in the register."""

    kind: str
    message: str
    start: tuple[int, int]
    expected_end: tuple[int, int]
    lines: tuple[Line, ...]
    residences: tuple[int, ...] = ()
    equipement: str = ""
    wide: bool = False
    next_news: tuple[int, int] | None = None


OUTAGES = (
    DemoOutage(
        KIND.ASCENSEUR,
        "La carte qui commande les portes est cassée. Personne n’est bloqué. Vous avez du mal à monter ? Le gardien "
        "porte vos courses, et le service d’entraide peut vous accompagner : appelez-nous.",
        start=(-4, 8),
        expected_end=(3, 17),
        lines=(
            Line(-4, 9, STATE.EN_COURS, "L’ascenseur ne répond plus. Le technicien vient ce matin."),
            Line(-4, 15, STATE.ATTENTE_PIECE, "La carte de commande est à changer. Elle est commandée en Allemagne."),
            Line(-1, 11, STATE.ATTENTE_PIECE, "La pièce est partie. Nous l’attendons dans trois jours."),
        ),
        residences=(0,),
        equipement="Ascenseur B",
        next_news=(1, 12),
    ),
    DemoOutage(
        KIND.CHAUFFAGE,
        "Une pompe du réseau est tombée en panne. L’eau chaude fonctionne. Des radiateurs électriques sont prêtés aux "
        "familles avec un bébé et aux personnes âgées : demandez au gardien.",
        start=(-1, 6),
        expected_end=(1, 18),
        lines=(
            Line(-1, 7, STATE.EN_COURS, "Les radiateurs sont tièdes depuis cette nuit. Une équipe est sur place."),
            Line(-1, 17, STATE.EN_COURS, "La pompe est démontée. Une pompe de secours arrive demain matin."),
        ),
        residences=(1, 2, 4),
        wide=True,
        next_news=(0, 23),
    ),
    DemoOutage(
        KIND.EAU_FROIDE,
        "Nous remplaçons la vanne générale. Remplissez quelques bouteilles avant. Au retour de l’eau, laissez couler "
        "une minute : elle peut être trouble.",
        start=(6, 9),
        expected_end=(6, 12),
        lines=(Line(-2, 10, STATE.PREVU, ""),),
        residences=(3,),
    ),
)


def create_outages() -> None:
    """Announce the outages, once: when there is already one, nothing happens."""
    residences = list(Residence.objects.filter(closed_on=None).order_by("code"))
    if Outage.objects.exists() or not residences:
        return
    with transaction.atomic():
        for demo in OUTAGES:
            _create(demo, residences)


def _create(demo: DemoOutage, residences: list[Residence]) -> None:
    first, *others = demo.lines
    outage = Outage.objects.create(
        kind=demo.kind,
        message=demo.message,
        wide=demo.wide,
        starts_at=_moment(*demo.start),
        expected_end=_moment(*demo.expected_end),
        next_update_due=_moment(*demo.next_news) if demo.next_news else None,
        state=first.state,
        changed_at=_moment(first.days, first.hour),
    )
    places = [residences[position % len(residences)] for position in demo.residences]
    outage.residences.set(places)
    if demo.equipement:
        lift, _created = Equipement.objects.get_or_create(
            residence=places[0], name=demo.equipement, defaults={"kind": Equipement.Kind.ASCENSEUR}
        )
        outage.equipements.add(lift)
    outage.announce(text=first.text)
    for line in others:
        outage.record(line.state, text=line.text, at=_moment(line.days, line.hour))


def _moment(days: int, hour: int) -> Any:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))
