"""Articles -> Site: order, terms, neighbours, related articles, addresses. Knows nothing of files or of HTML."""
