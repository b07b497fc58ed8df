"""How the model files in ingest/model are made. The product itself needs nothing of this package."""
