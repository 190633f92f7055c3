"""What people are told about their account and its end."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte.models import User
from espace_locataire.notifications.kinds import Kind, Text, Topic, declare_kind
from espace_locataire.vie_privee.models import Effacement
from home.dates import in_full

ASKED, TAKEN_BACK, UNUSED = "erasure_asked", "erasure_taken_back", "account_unused"

ACCOUNT = Topic(
    "compte", gettext_lazy("Mon compte"), gettext_lazy("Ce qui touche à votre compte lui-même."), mandatory=True
)


def _asked(erasure: Effacement) -> Text:
    text = _("Votre compte sera effacé le %(day)s, comme demandé. Ce n’est pas vous ? Vous pouvez encore le garder.")
    day = in_full(timezone.localdate(erasure.due_at))
    return Text(_("Votre compte va être effacé"), text % {"day": day}, reverse("effacement"))


def _taken_back(erasure: Effacement) -> Text:
    return Text(
        _("Votre compte est gardé"), _("Votre demande d’effacement est annulée. Rien n’a changé."), reverse("compte")
    )


def _unused(person: User) -> Text:
    text = _("Personne ne s’y connecte depuis trois ans. Connectez-vous d’ici un mois pour le garder.")
    return Text(_("Votre compte va être fermé"), text, reverse("compte"))


def declare_kinds() -> None:
    """Declare what people may be told."""
    declare_kind(Kind(ASKED, ACCOUNT, _asked))
    declare_kind(Kind(TAKEN_BACK, ACCOUNT, _taken_back))
    declare_kind(Kind(UNUSED, ACCOUNT, _unused))
