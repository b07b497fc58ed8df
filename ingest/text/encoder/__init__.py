"""The learned part of reading: one small encoder that proposes names and deals, which rules complete and check."""
