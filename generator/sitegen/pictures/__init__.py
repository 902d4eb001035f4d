"""Pictures: what an original is, which renditions a site shows of it, and how they are made."""
