"""The rules of the procedure: facts in, decision out; pure."""
