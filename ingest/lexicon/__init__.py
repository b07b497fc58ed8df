"""Well-known parties under the names that Chinese news gives them."""
