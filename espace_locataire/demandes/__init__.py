"""Tenants' requests and their timeline."""
