"""Files in from the landlord's ERP, files out to it."""
