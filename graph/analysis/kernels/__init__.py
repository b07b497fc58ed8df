"""Computations over arrays: numbers in, numbers out. They know no store, no names and no types of deals."""
