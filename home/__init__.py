"""Public pages, content blocks, site settings."""
