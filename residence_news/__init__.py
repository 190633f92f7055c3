"""Residences, and what happens in them."""
