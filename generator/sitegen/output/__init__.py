"""Pages -> files: rendered, staged, then put in place together. Knows nothing of articles or of sections."""
