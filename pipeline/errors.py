"""Everything that Skillgap refuses, as one small tree.

::

    SurveyError              anything a person can be told in two sentences
    ├── ExportError          a file from outside that cannot be read or is not what it was said to be
    ├── RubricError          a framework or rubric spreadsheet that does not hold together
    ├── WarehouseError       the stores: locked, full, damaged, newer than this program
    ├── PublicationError     a publication that must not or cannot happen
    ├── SettingsError        a setting that does not exist or a value it cannot take
    └── Cancelled            what somebody ended before it was done

An error says what is wrong (``title``) and what to do (``detail``), offending values with ``!r``.
"""

from __future__ import annotations


class SurveyError(Exception):
    """A refusal: what is wrong, and what to do about it.

    Parameters
    ----------
    title
        One sentence: what is wrong, and where.
    detail
        One sentence: what to do. May be empty where the title says it.
    """

    def __init__(self, title: str, detail: str = "") -> None:
        super().__init__(f"{title} {detail}".strip())
        self.title = title
        self.detail = detail


class ExportError(SurveyError):
    """A file that cannot be read, or that is not what it was said to be."""


class RubricError(SurveyError):
    """A framework, or a rubric spreadsheet, that does not hold together."""


class WarehouseError(SurveyError):
    """A store that is locked, full, damaged or newer than this program."""


class PublicationError(SurveyError):
    """A publication that must not, or cannot, happen."""


class SettingsError(SurveyError):
    """A setting that does not exist, or a value that it cannot take."""


class Cancelled(SurveyError):
    """What somebody ended before it was done; nothing of it is kept."""
