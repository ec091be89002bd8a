"""The first start on a workstation: where the data is, its secret, the first administrator."""
