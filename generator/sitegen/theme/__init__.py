"""Themes: where they are, what they override, and the templates, translations and assets that they bring."""
