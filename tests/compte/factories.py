"""People who log in, made for tests. Tenants' registry rows come in through the ERP import only."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from factory.declarations import Sequence
from factory.helpers import post_generation

from espace_locataire.compte.models import User

PASSWORD = "Un-mot-de-passe-9"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Someone with a verified e-mail address and the password `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = Sequence(lambda number: f"personne{number}@demo.example")
    password = factory.django.Password(PASSWORD)

    @post_generation
    def verified(obj: User, create: bool, extracted: bool | None, **kwargs: Any) -> None:  # noqa: N805
        """Verify the address, unless told otherwise."""
        if extracted is not False:
            EmailAddress.objects.create(user=obj, email=obj.email, primary=True, verified=True)


class StaffFactory(UserFactory):
    """A member of staff; `role` is the name of a role of `config.roles`."""

    is_staff = True

    @post_generation
    def role(obj: User, create: bool, extracted: str | None, **kwargs: Any) -> None:  # noqa: N805
        """Put the person in the group of the role."""
        if extracted:
            obj.groups.add(Group.objects.get(name=extracted))
