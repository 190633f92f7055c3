"""The staff's counter."""
