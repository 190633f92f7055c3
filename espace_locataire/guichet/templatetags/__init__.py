"""What templates of the counter may ask."""
