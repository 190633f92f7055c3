"""The tenant area: one Django app per room."""
