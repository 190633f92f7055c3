"""The form in which staff announce an outage, say what is new, and close it."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from residence_news.choosing import offer_equipements, offer_residences
from residence_news.models import Outage


class OutageForm(WagtailAdminModelForm):
    """Facts on one side; on the other the state and the news, each change of which is a line of the timeline."""

    new_state = forms.ChoiceField(label=_("État"))
    news = forms.CharField(
        label=_("Nouvelles à publier"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Une ou deux phrases, lues par tous : ce qui a été fait, ce qui vient ensuite."),
    )
    mended_at = forms.DateTimeField(
        label=_("Rétabli ou terminé le"),
        required=False,
        widget=AdminDateTimeInput(),
        help_text=_("Seulement pour l’état « Rétabli ou terminé ». Vide : maintenant."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the states one may come to from the present one, and residences and equipment by place."""
        super().__init__(*args, **kwargs)
        offer_residences(self)
        offer_equipements(self)
        state: forms.ChoiceField = self.fields["new_state"]
        known = self.instance.state if self.instance.pk else ""
        state.choices = [(value, Outage.State(value).label) for value in Outage.MOVES[known]]
        self.initial.setdefault("new_state", self.instance.state)
        self.initial.setdefault("mended_at", self.instance.ended_at)

    def clean(self) -> dict[str, Any]:
        """Refuse an outage that is nowhere, equipment of another residence, an end before the beginning."""
        cleaned: dict[str, Any] = super().clean()
        residences = cleaned.get("residences")
        if residences is not None and not residences and not cleaned.get("wide"):
            self.add_error("residences", _("Cochez au moins une résidence, ou « à montrer sur la page d’accueil »."))
        elsewhere = [
            f"{equipement} ({equipement.residence})"
            for equipement in cleaned.get("equipements") or []
            if equipement.residence not in (residences or [])
        ]
        if elsewhere:
            self.add_error(
                "equipements",
                forms.ValidationError(
                    _("Ces équipements sont dans une résidence qui n’est pas cochée : %(names)s."),
                    params={"names": ", ".join(elsewhere)},
                ),
            )
        self._clean_end(cleaned)
        return cleaned

    def _clean_end(self, cleaned: dict[str, Any]) -> None:
        mended_at, starts_at = cleaned.get("mended_at"), cleaned.get("starts_at")
        if cleaned.get("new_state") != Outage.State.RETABLI:
            return
        if mended_at and mended_at > timezone.now():
            self.add_error("mended_at", _("Ce moment n’est pas encore arrivé. Utilisez « fin prévue »."))
        elif starts_at and (mended_at or timezone.now()) < starts_at:
            self.add_error("mended_at", _("La fin ne peut pas venir avant le début."))

    def save(self, commit: bool = True) -> Outage:
        """Save the facts, then the state and the news as a line of the timeline."""
        is_new = self.instance.pk is None
        if is_new:
            self.instance.state = self.cleaned_data["new_state"]
        with transaction.atomic():
            if not is_new:
                # What another person did meanwhile to the state is not undone by saving the facts.
                there = Outage.objects.select_for_update().get(pk=self.instance.pk)
                for name in ("state", "changed_at", "ended_at"):
                    setattr(self.instance, name, getattr(there, name))
            outage: Outage = super().save(commit=commit)
            if commit:
                self._tell(outage, is_new)
        return outage

    def _tell(self, outage: Outage, is_new: bool) -> None:
        news, state = self.cleaned_data["news"], self.cleaned_data["new_state"]
        ended_at = self.cleaned_data["mended_at"] if state == Outage.State.RETABLI else None
        if is_new:
            outage.announce(author=self.for_user, text=news)
            return
        outage.record(state, author=self.for_user, text=news, ended_at=ended_at)
        if ended_at and outage.ended_at != ended_at:
            outage.ended_at = ended_at
            outage.save(update_fields=["ended_at"])
