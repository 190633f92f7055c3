"""How the whole house is wired: settings, addresses, roles, whole-house commands."""
