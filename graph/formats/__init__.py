"""The graph in other people's formats, and the store-neutral backup."""
