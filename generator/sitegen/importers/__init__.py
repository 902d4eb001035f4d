"""Other formats -> content/: what arrives from outside becomes articles that an editor could have written.

An importer never overwrites a file, writes nothing unless everything it was given is good, and names each mistake by
its place in the file that was given.
"""
