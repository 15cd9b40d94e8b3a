"""What is assessed: frameworks from YAML, JSON and rubric spreadsheets, and templates to fill in."""

from pipeline.frameworks.loader import framework_from_yaml, from_json, shipped, to_json
from pipeline.frameworks.words import normalised

__all__ = ["framework_from_yaml", "from_json", "normalised", "shipped", "to_json"]
