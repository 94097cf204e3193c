"""Finding the right blueprint for what somebody typed: n-grams, sentence meanings, place, Land and outcome."""

from data.library.search.search import Hit, Search

__all__ = ["Hit", "Search"]
