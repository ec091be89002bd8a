"""Actions on a client's file: 2.6, 2.7, 2.8, 3.3, the closing of a letter, the blocks, and what was done so far."""
