"""Plausible exports of a landlord's ERP, for the demonstration, the tests and the measurements."""
