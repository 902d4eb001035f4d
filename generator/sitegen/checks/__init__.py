"""What `sitegen check` looks for: one check a file, found by the listing of this folder, see inspection/registry.py."""
