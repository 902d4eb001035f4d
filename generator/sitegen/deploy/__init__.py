"""A built site -> a branch of a git repository, from which GitHub Pages and others serve it."""
