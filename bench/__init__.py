"""Measurements, one script a question. They print what they saw on this machine and assert nothing."""
