"""Telling people: in the area, by e-mail, by web push."""
