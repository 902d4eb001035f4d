"""The generators that are compared, each with the corpus in its own form."""
