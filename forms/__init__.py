"""The screens, one folder per trade."""
