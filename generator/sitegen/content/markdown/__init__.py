"""Markdown text -> HTML and what the rest of the site must know of it. CommonMark 0.31 and the rules in rules/."""
