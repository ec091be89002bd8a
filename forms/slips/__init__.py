"""Bordereaux: the slips that were printed, and the papers as a screen asks for them."""
