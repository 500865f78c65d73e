"""Program and case to decision: pure, without clock, disk or YAML."""
