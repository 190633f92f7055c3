"""Works and outages: what does not work, since when, what is expected, and what was said of it."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from residence_news.models.registry import Equipement, Residence
from residence_news.outage_facts import Fact, facts_of, sentence_of
from residence_news.outage_words import Phase, headline, icon_of, phase_badge
from residence_news.signals import outage_published
from residence_news.ties import Place

# How long something that works again stays in sight.
SHOWN_AFTER = timedelta(days=7)


class OutageQuerySet(models.QuerySet["Outage"]):
    """Answers what is broken, where, and what was promised."""

    def under_way(self) -> Self:
        """Keep what is planned or not mended yet."""
        return self.filter(state__in=Outage.OPEN)

    def shown(self, at: datetime | None = None) -> Self:
        """Keep what visitors are told: what is under way, and what ended less than seven days ago."""
        since = (at or timezone.now()) - SHOWN_AFTER
        return self.filter(models.Q(state__in=Outage.OPEN) | models.Q(changed_at__gt=since))

    def archived(self, at: datetime | None = None) -> Self:
        """Keep what was mended seven days ago or more; what was cancelled teaches nobody anything."""
        since = (at or timezone.now()) - SHOWN_AFTER
        return self.filter(state=Outage.State.RETABLI, changed_at__lte=since)

    def overdue(self, at: datetime | None = None) -> Self:
        """Keep what is under way and of which news was promised before this moment."""
        return self.under_way().filter(next_update_due__lte=at or timezone.now())

    def of(self, residence: Residence | int) -> Self:
        """Keep what concerns the people of this residence (or of its key); one of no residence concerns everyone."""
        here = Outage.residences.through.objects.filter(residence=residence).values("outage")
        somewhere = Outage.residences.through.objects.values("outage")
        return self.filter(models.Q(pk__in=here) | models.Q(wide=True) & ~models.Q(pk__in=somewhere))

    def wide(self) -> Self:
        """Keep what the home page tells."""
        return self.filter(wide=True)


class Outage(models.Model):
    """Something that does not work, or works that are planned, in one residence, several, or all (`wide`).

    It is public as soon as it is announced. Its state moves by `record` only, which leaves a row in the timeline.
    `changed_at` is the moment the state last changed.
    """

    class Kind(models.TextChoices):
        ASCENSEUR = "ascenseur", _("Ascenseur")
        CHAUFFAGE = "chauffage", _("Chauffage")
        EAU_CHAUDE = "eau_chaude", _("Eau chaude")
        EAU_FROIDE = "eau_froide", _("Eau froide")
        ELECTRICITE = "electricite", _("Électricité")
        TELECOM = "telecom", _("Télévision ou internet")
        ACCES = "acces", _("Porte ou portail")
        TRAVAUX = "travaux", _("Travaux")
        AUTRE = "autre", _("Autre")

    class State(models.TextChoices):
        PREVU = "prevu", _("Prévu")
        EN_COURS = "en_cours", _("En cours")
        ATTENTE_PIECE = "attente_piece", _("En attente d’une pièce")
        RETABLI = "retabli", _("Rétabli ou terminé")
        ANNULE = "annule", _("Annulé")

    OPEN = (State.PREVU, State.EN_COURS, State.ATTENTE_PIECE)
    # From each state, those one may come to. Staying where one is adds news to the timeline.
    MOVES: dict[str, tuple[str, ...]] = {
        "": (State.PREVU, State.EN_COURS, State.ATTENTE_PIECE),
        State.PREVU: (State.PREVU, State.EN_COURS, State.ATTENTE_PIECE, State.RETABLI, State.ANNULE),
        State.EN_COURS: (State.EN_COURS, State.PREVU, State.ATTENTE_PIECE, State.RETABLI, State.ANNULE),
        State.ATTENTE_PIECE: (State.ATTENTE_PIECE, State.PREVU, State.EN_COURS, State.RETABLI, State.ANNULE),
        State.RETABLI: (State.RETABLI, State.EN_COURS, State.ATTENTE_PIECE),
        State.ANNULE: (State.ANNULE, State.PREVU, State.EN_COURS),
    }

    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    title = models.CharField(
        _("titre"),
        max_length=100,
        blank=True,
        help_text=_("Facultatif. Sans titre, la page dit par exemple « Ascenseur B à l’arrêt »."),
    )
    residences = models.ManyToManyField(
        Residence, blank=True, related_name="outages", verbose_name=_("résidences concernées")
    )
    equipements = models.ManyToManyField(
        Equipement, blank=True, related_name="outages", verbose_name=_("équipements concernés")
    )
    wide = models.BooleanField(
        _("à montrer sur la page d’accueil"),
        default=False,
        help_text=_("Pour ce qui touche beaucoup de monde. Sans résidence cochée, tout le monde est concerné."),
    )
    message = models.TextField(
        _("ce qu’il faut savoir"),
        max_length=600,
        blank=True,
        help_text=_("Ce qui se passe, ce que cela change, que faire. Lu par tous, en français : phrases courtes."),
    )
    starts_at = models.DateTimeField(_("début"), default=timezone.now)
    expected_end = models.DateTimeField(
        _("fin prévue"), null=True, blank=True, help_text=_("Laissez vide si vous ne savez pas encore.")
    )
    ended_at = models.DateTimeField(_("fin réelle"), null=True, blank=True)
    state = models.CharField(_("état"), max_length=13, choices=State, default=State.EN_COURS)
    changed_at = models.DateTimeField(_("état depuis"), default=timezone.now, editable=False)
    next_update_due = models.DateTimeField(
        _("prochaine nouvelle avant"),
        null=True,
        blank=True,
        help_text=_(
            "Ce que vous promettez aux locataires. Passé ce moment, la page le reconnaît et la liste le signale."
        ),
    )

    objects = OutageQuerySet.as_manager()
    # Where it can be read about, the residences and the names of the equipment: told by what makes lists of outages.
    url: str = ""
    told_places: list[Place] | None = None
    told_equipements: list[str] | None = None

    class Meta:
        verbose_name = _("panne ou travaux")
        verbose_name_plural = _("travaux et pannes")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "ascenseur",
                        "chauffage",
                        "eau_chaude",
                        "eau_froide",
                        "electricite",
                        "telecom",
                        "acces",
                        "travaux",
                        "autre",
                    ]
                ),
                name="outage_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["prevu", "en_cours", "attente_piece", "retabli", "annule"]),
                name="outage_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(expected_end__isnull=True) | models.Q(expected_end__gt=models.F("starts_at")),
                name="outage_expected_end_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("starts_at")),
                name="outage_ended_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(state="retabli", ended_at__isnull=False)
                | (~models.Q(state="retabli") & models.Q(ended_at__isnull=True)),
                name="outage_ended_when_restored",
            ),
        ]
        indexes = [models.Index(fields=["state", "changed_at"], name="outage_state_changed")]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        errors = {}
        if self.expected_end and self.starts_at and self.expected_end <= self.starts_at:
            errors["expected_end"] = _("La fin prévue doit venir après le début.")
        if self.ended_at and self.starts_at and self.ended_at < self.starts_at:
            errors["ended_at"] = _("La fin ne peut pas venir avant le début.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_open(self) -> bool:
        """Whether it is planned or not mended yet."""
        return self.state in self.OPEN

    @property
    def phase(self) -> Phase:
        """Where it stands for a reader now: works planned for this morning are under way at noon."""
        if self.state == self.State.RETABLI:
            return Phase.OVER
        if self.state == self.State.ANNULE:
            return Phase.CANCELLED
        if self.state == self.State.ATTENTE_PIECE:
            return Phase.WAITING
        if self.starts_at > timezone.now():
            return Phase.PLANNED
        return Phase.NOW

    @property
    def where(self) -> list[Place]:
        """The residences, by name; none when it concerns everyone."""
        if self.told_places is None:
            self.told_places = [Place.of(residence) for residence in self.residences.order_by("nom", "code")]
        return self.told_places

    @property
    def equipement_names(self) -> list[str]:
        """The names of the equipment."""
        if self.told_equipements is None:
            return [equipement.name for equipement in self.equipements.all()]
        return self.told_equipements

    @property
    def shown_title(self) -> str:
        """What does not work, in plain words: « Ascenseur B à l’arrêt »."""
        return self.title or headline(self.kind, self.phase, self.equipement_names)

    @property
    def icon(self) -> str:
        """The lucide name of what stands for this kind."""
        return icon_of(self.kind)

    @property
    def badge(self) -> dict[str, str]:
        """The state in a word, with the look of its badge: `text`, `kind`, `icon`."""
        return phase_badge(self.kind, self.phase)

    @property
    def facts(self) -> list[Fact]:
        """What to know of it now: since when, until when, when there will be news."""
        return facts_of(self)

    @property
    def sentence(self) -> str:
        """The same on one line, for short lists."""
        return sentence_of(self)

    @property
    def places(self) -> str:
        """The names of the residences; empty when it concerns everyone."""
        return ", ".join(place.nom for place in self.where)

    @property
    def is_late(self) -> bool:
        """Whether the end that was expected has passed, and it is not mended."""
        return self.is_open and self.expected_end is not None and self.expected_end <= timezone.now()

    @property
    def update_is_overdue(self) -> bool:
        """Whether news was promised before now."""
        return self.is_open and self.next_update_due is not None and self.next_update_due <= timezone.now()

    def turning_points(self) -> list[datetime]:
        """Return the moments, past or to come, after which what is said of it changes by itself."""
        if self.is_open:
            return [moment for moment in (self.starts_at, self.expected_end, self.next_update_due) if moment]
        return [self.changed_at + SHOWN_AFTER]

    def announce(self, *, author: Any = None, text: str = "") -> "OutageUpdate":
        """Begin the timeline of an outage just saved, and let those who listen know once the transaction is kept.

        Call it once its residences are set.
        """
        return self._note("", self.state, author, text, self.changed_at)

    def record(
        self,
        state: str,
        *,
        author: Any = None,
        text: str = "",
        at: datetime | None = None,
        ended_at: datetime | None = None,
    ) -> "OutageUpdate | None":
        """Move to this state, or stay in it and say something new; return the row of the timeline.

        `at` is when this is said (now by default), `ended_at` when it was mended (`at` by default). Nothing happens
        when the state is the same and there is nothing to say. Raises ValidationError when one cannot come to this
        state from where the outage stands, which another person may have changed meanwhile.
        """
        moment = at or timezone.now()
        with transaction.atomic():
            before = Outage.objects.select_for_update().values_list("state", flat=True).get(pk=self.pk)
            if state not in self.MOVES[before]:
                raise ValidationError(
                    _("Cet état n’est plus possible : l’état est maintenant « %(state)s »."),
                    params={"state": self.State(before).label},
                )
            if state == before and not text:
                return None
            if state != before:
                self.state, self.changed_at = state, moment
                self.ended_at = (ended_at or moment) if state == self.State.RETABLI else None
                self.save(update_fields=["state", "changed_at", "ended_at"])
            return self._note(before, state, author, text, moment)

    def _note(self, before: str, state: str, author: Any, text: str, at: datetime) -> "OutageUpdate":
        update = OutageUpdate.objects.create(
            outage=self, from_state=before, state=state, author=author, text=text, at=at
        )
        if before != state:
            transaction.on_commit(lambda: outage_published.send(sender=Outage, outage=self, update=update))
        return update


class OutageUpdate(models.Model):
    """One line of an outage's timeline: when, who, what changed, what was said. Never rewritten."""

    outage = models.ForeignKey(Outage, models.CASCADE, related_name="updates", verbose_name=_("panne ou travaux"))
    at = models.DateTimeField(_("moment"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    from_state = models.CharField(_("état précédent"), max_length=13, choices=Outage.State, blank=True)
    state = models.CharField(_("état"), max_length=13, choices=Outage.State)
    text = models.TextField(_("nouvelles"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("nouvelle d’une panne")
        verbose_name_plural = _("nouvelles des pannes")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    *(
                        models.Q(from_state=str(before), state__in=[str(state) for state in after])
                        for before, after in Outage.MOVES.items()
                    ),
                    _connector=models.Q.OR,
                ),
                name="outageupdate_move_allowed",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_state=models.F("state")) | ~models.Q(text=""),
                name="outageupdate_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outage} : {self.get_state_display()}"

    @property
    def changes_state(self) -> bool:
        """Whether this line is a change of state, not only words."""
        return self.from_state != self.state
