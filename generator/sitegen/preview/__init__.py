"""The preview: the site as its host would serve it, built again at every save and shown without a touch.

It builds into a folder and a state of its own, adds to pages what it needs as it serves them, and never to a file.
"""
