from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds the commands about the whole house."""

    name = "config"
