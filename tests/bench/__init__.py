"""The bench: builds one corpus with sitegen and with its peers, and compares; no part of the tests."""
