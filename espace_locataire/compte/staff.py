"""The administration's screen of users: the staff, and only the staff.

Passwords are not given here: each person chooses theirs by « mot de passe oublié », like everybody.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from espace_locataire.compte.models import User


class StaffOnlyMixin:
    """Answers 404 for the account of someone who is not staff."""

    def get_object(self, *args: Any) -> User:
        """Return the member of staff. Raises `Http404` for anyone else."""
        user: User = super().get_object(*args)  # type: ignore[misc]
        if not user.is_staff:
            raise Http404
        return user


class SuperuserFieldMixin:
    """Lets only those who have every right give every right."""

    def get_form(self, form_class: Any = None) -> Any:
        """Return the form, the box « every right » locked for the others."""
        form = super().get_form(form_class)  # type: ignore[misc]
        if "is_superuser" in form.fields and not self.request.user.is_superuser:  # type: ignore[attr-defined]
            form.fields["is_superuser"].disabled = True
        return form


class StaffIndexView(users.IndexView):
    """The list of the staff."""

    def get_base_queryset(self) -> Any:
        """Return the members of staff."""
        return super().get_base_queryset().filter(is_staff=True)


class StaffCreateView(SuperuserFieldMixin, users.CreateView):
    """A new member of staff."""

    success_message = _("Le compte de %(object)s est créé. Pour entrer : « Mot de passe oublié », avec cette adresse.")


class StaffEditView(SuperuserFieldMixin, StaffOnlyMixin, users.EditView):
    """A member of staff: name, address, roles."""


class StaffDeleteView(StaffOnlyMixin, users.DeleteView):
    """Takes a member of staff away."""


class StaffHistoryView(StaffOnlyMixin, users.HistoryView):
    """What was changed on a member of staff's account."""


class VouchedAddressMixin:
    """Takes the address typed here as checked: the landlord vouches for its own staff."""

    def save(self, commit: bool = True) -> User:
        """Save the account, and its address as the one to log in with."""
        self.instance.is_staff = True  # type: ignore[attr-defined]
        user: User = super().save(commit)  # type: ignore[misc]
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": True}
        )
        return user


class StaffCreationForm(VouchedAddressMixin, UserCreationForm):
    """Makes a member of staff, who has no password yet."""

    def save(self, commit: bool = True) -> User:
        """Save the account with a password that nothing matches."""
        self.instance.set_unusable_password()
        return super().save(commit)


class StaffEditForm(VouchedAddressMixin, UserEditForm):
    """Changes a member of staff's name, address or roles."""


class StaffViewSet(users.UserViewSet):
    """The screens of the staff's accounts."""

    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form for a new account, or for one that exists."""
        return StaffEditForm if for_update else StaffCreationForm
