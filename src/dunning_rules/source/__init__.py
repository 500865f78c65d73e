"""From files to the model: the only room that knows YAML and JSON Schema."""
