"""The crawlers that robots.txt names, by what they do with a page, under the tokens that their operators publish.

A crawler that makes search results needs no name: it obeys the group for all (`*`), as does whatever is not listed.
Google-Extended and Applebot-Extended fetch nothing: they are words with which a site says what its pages, fetched for
search, may be used for. A token consists of letters, `-` and `_` (RFC 9309, section 2.2.1).
"""

from __future__ import annotations

from typing import Final

TRAINING: Final = {
    "Amazonbot": "Amazon",
    "Applebot-Extended": "Apple",
    "Bytespider": "ByteDance",
    "CCBot": "Common Crawl",
    "ClaudeBot": "Anthropic",
    "cohere-training-data-crawler": "Cohere",
    "Diffbot": "Diffbot",
    "FacebookBot": "Meta",
    "Google-Extended": "Google",
    "GPTBot": "OpenAI",
    "meta-externalagent": "Meta",
    "PanguBot": "Huawei",
}
"""Token -> operator of what gathers text to train language models, or to be sold for it."""
USER_FETCH: Final = {
    "Amzn-User": "Amazon",
    "ChatGPT-User": "OpenAI",
    "Claude-User": "Anthropic",
    "DuckAssistBot": "DuckDuckGo",
    "meta-externalfetcher": "Meta",
    "MistralAI-User": "Mistral AI",
    "Perplexity-User": "Perplexity",
}
"""Token -> operator of what opens a page at the moment when a person asks an assistant about it."""
