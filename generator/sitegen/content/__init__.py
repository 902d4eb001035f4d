"""Files under content/ -> Article, PlainPage, Author: reads and validates; knows nothing of other files or of pages."""
