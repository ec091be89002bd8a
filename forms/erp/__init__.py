"""Système financier: what it has not answered, what it said that is not believed, and the demo's faults."""
