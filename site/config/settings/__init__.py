"""Settings: `base` for everywhere, then one module per place the project runs."""
