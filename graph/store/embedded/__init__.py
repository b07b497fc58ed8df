"""The embedded store: a local server, started when needed, shared by all processes, gone with the last of them."""
