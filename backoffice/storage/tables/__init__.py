"""The tables by subject; `schema` names them all."""
