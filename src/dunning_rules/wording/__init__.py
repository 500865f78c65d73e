"""What a text says that it must not say."""
