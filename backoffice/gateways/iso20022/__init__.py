"""A financial system with which signed ISO 20022 files are exchanged in a folder (A-02 to A-04).

`folder` is what the services call, through `services.ports.financing`. What goes out is written by `writing`; what
comes in is taken from the folder by `inbox`, and read by `reading` at the `places` of a document. `text` is what both
have in common.
"""
