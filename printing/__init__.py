"""The papers: facts in, PDF bytes out."""
