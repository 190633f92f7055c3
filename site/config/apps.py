from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    """Holds what is about the whole house: roles, addresses, and its commands."""

    name = "config"

    def ready(self) -> None:
        """Have the roles applied after each migration."""
        from config.roles import apply_roles

        # Apps are migrated one after the other: permissions are all there once the last one is done.
        last = [configuration for configuration in apps.get_app_configs() if configuration.models_module][-1]
        post_migrate.connect(apply_roles, sender=last, dispatch_uid="config.roles")
