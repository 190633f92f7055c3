"""What people want to be told by e-mail, topic by topic."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from espace_locataire.compte import consents
from espace_locataire.notifications.kinds import Topic, declared_topics
from espace_locataire.notifications.models import Channel, Preference

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


@dataclass(frozen=True)
class Wish:
    """A topic as a person finds it: whether they hear of it by e-mail, and whether that is for them to choose.

    `needs_consent`: they did not agree yet to what its e-mails bring.
    """

    topic: Topic
    wanted: bool
    needs_consent: bool = False

    @property
    def is_fixed(self) -> bool:
        """Say whether there is nothing to choose."""
        return self.topic.mandatory or self.needs_consent


def wishes_of(person: "User") -> list[Wish]:
    """Return every topic, as this person finds it."""
    refused = set(
        Preference.objects.filter(person=person, channel=Channel.EMAIL, wanted=False).values_list("topic", flat=True)
    )
    wishes = []
    for topic in declared_topics():
        needs_consent = bool(topic.consent) and consents.in_force(person, topic.consent) is None
        wanted = topic.mandatory or (topic.name not in refused and not needs_consent)
        wishes.append(Wish(topic, wanted, needs_consent))
    return wishes


def choose(person: "User", wanted: Collection[str]) -> None:
    """Keep that a person wants e-mails about these topics (by name) and not about the others.

    What is not theirs to choose stays as it was.
    """
    for wish in wishes_of(person):
        if not wish.is_fixed:
            Preference.objects.update_or_create(
                person=person,
                topic=wish.topic.name,
                channel=Channel.EMAIL,
                defaults={"wanted": wish.topic.name in wanted},
            )


def keep_wish_of_new_account(sender: object, person: "User", wants_messages: bool, **kwargs: object) -> None:
    """Keep what a person ticked when they signed up: e-mails about everything, or about what is mandatory only."""
    choose(person, {topic.name for topic in declared_topics()} if wants_messages else set())
