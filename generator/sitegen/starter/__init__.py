"""What `sitegen new` writes: a small site that builds at once, and articles for one that is there.

The folders beside this file hold the words of a new site, one a language; the other files go into every new site.
"""
