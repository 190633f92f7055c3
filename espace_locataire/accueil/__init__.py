"""The tenant's dashboard: reads from the other rooms, owns no table."""
