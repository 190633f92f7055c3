"""What is owed: the landlord's entries and the one formula over them."""
