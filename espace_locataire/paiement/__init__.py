"""What was asked and paid, month by month."""
