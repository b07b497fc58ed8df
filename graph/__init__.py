"""The deal graph: the words of the domain, the store, its queries and what follows from them."""
