"""Files editors bring in: read by their bytes, cleaned, refused with a reason."""
