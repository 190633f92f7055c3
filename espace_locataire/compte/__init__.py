"""Who you are: users, tenants, login, preferences."""
