"""A batch, from its opening to its closing: `batches`, and its control tape in `control` (B-01, B-04 to B-06)."""
