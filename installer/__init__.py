"""What makes Liasse's setup for Windows on Linux, and tries it under Wine; `__main__` is the door of `start.py`."""
