"""Looks over a built site: what the checks of sitegen/checks need, and where what they find comes from."""
