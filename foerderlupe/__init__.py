"""Förderlupe: reads programme lists, finds the same measure in several, builds a warehouse."""
