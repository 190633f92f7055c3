"""What people want to be told by e-mail, topic by topic."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from espace_locataire.notifications.kinds import declared_topics
from espace_locataire.notifications.models import Channel, Preference

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def choose(person: "User", wanted: Collection[str]) -> None:
    """Keep that a person wants e-mails about these topics (by name) and not about the others."""
    for topic in declared_topics():
        if not topic.mandatory:
            Preference.objects.update_or_create(
                person=person, topic=topic.name, channel=Channel.EMAIL, defaults={"wanted": topic.name in wanted}
            )


def keep_wish_of_new_account(sender: object, person: "User", wants_messages: bool, **kwargs: object) -> None:
    """Keep what a person ticked when they signed up: e-mails about everything, or about what is mandatory only."""
    choose(person, {topic.name for topic in declared_topics()} if wants_messages else set())
