"""sitegen: Markdown articles with YAML front matter in, a static news site with feeds out."""

__version__ = "0.1.0"
