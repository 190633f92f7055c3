"""What may be done to things that come from elsewhere."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Lets those who may see a model see it, and nobody change it: not even someone with every right."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return whether the person may do this; only seeing is ever allowed."""
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Return whether the person may do one of these."""
        return any(self.user_has_permission(user, action) for action in actions)
