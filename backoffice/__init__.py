"""The trade itself, without Qt."""
