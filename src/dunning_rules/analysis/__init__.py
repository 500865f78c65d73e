"""Questions about all cases at once, answered exactly: decision diagrams over the cells of the facts."""
