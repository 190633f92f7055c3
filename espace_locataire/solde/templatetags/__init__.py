"""How money is shown."""
