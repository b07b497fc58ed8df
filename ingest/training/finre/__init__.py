"""FinRE, a public set of sentences with 44 relations between two names: how well the relation model learns labels that are not ours.

It measures the model and nothing more. No weight that is trained here goes into `ingest/model`.
"""
