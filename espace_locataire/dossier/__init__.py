"""Leases, dwellings, holders, occupants, and the one door to a tenant's data."""
