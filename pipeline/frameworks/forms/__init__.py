"""Questionnaires for survey tools: the form each tool builds from a file, asking so that its export reads back."""
