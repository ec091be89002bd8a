"""One method per gesture of an operator, one transaction each."""
