"""Written and spoken words as tokens: phrases that are found in them, and how they weigh."""
