"""What a person fills in about their own data."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy, ngettext


class ErasureForm(forms.Form):
    """Asks whether the person is sure."""

    sure = forms.BooleanField(
        label=gettext_lazy("Je veux effacer mon compte"),
        error_messages={"required": gettext_lazy("Cochez cette case pour effacer votre compte.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        days = settings.ERASURE_WAITS_DAYS
        text = ngettext(
            "Rien ne s’efface avant %(days)d jour : vous pourrez changer d’avis.",
            "Rien ne s’efface avant %(days)d jours : vous pourrez changer d’avis.",
            days,
        )
        self.fields["sure"].help_text = text % {"days": days}
