"""What people want to be told by e-mail, topic by topic."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from espace_locataire.compte.consents import give, in_force
from espace_locataire.compte.models import Consent
from espace_locataire.notifications.kinds import declared_topics
from espace_locataire.notifications.models import Channel, Preference

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def wanted_topics(person: "User") -> set[str]:
    """Return the names of the topics this person hears about by e-mail. Two queries."""
    refused = set(
        Preference.objects.filter(person=person, channel=Channel.EMAIL, wanted=False).values_list("topic", flat=True)
    )
    agreed = set(Consent.objects.filter(person=person, withdrawn_at=None).values_list("subject", flat=True))
    return {
        topic.name
        for topic in declared_topics()
        if topic.mandatory
        or (topic.name not in refused and (not topic.needs_consent or topic.needs_consent in agreed))
    }


def choose(person: "User", wanted: Collection[str]) -> None:
    """Keep that a person wants e-mails about these topics (by name) and not about the others.

    To ask for e-mails about what needs consent is to give it, in the words of the topic.
    """
    for topic in declared_topics():
        if not topic.mandatory:
            if topic.needs_consent and topic.name in wanted:
                give(person, topic.needs_consent, f"{topic.label}. {topic.hint}")
            Preference.objects.update_or_create(
                person=person, topic=topic.name, channel=Channel.EMAIL, defaults={"wanted": topic.name in wanted}
            )


def keep_wish_of_new_account(sender: object, person: "User", wants_messages: bool, **kwargs: object) -> None:
    """Keep what a person ticked when they signed up: e-mails about everything, or about what is mandatory only."""
    free = {topic.name for topic in declared_topics() if not topic.needs_consent}
    agreed = {
        topic.name for topic in declared_topics() if topic.needs_consent and in_force(person, topic.needs_consent)
    }
    choose(person, free | agreed if wants_messages else set())
