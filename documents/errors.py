"""What can go wrong in this package; every error says what happened and where, in English, for operators and editors.

DocumentsError
├── RecordError        the founding record does not have the shape of a record
├── UnknownField       a path that the table of fields does not know
├── UnknownAnswer      an answer that the legal-form check does not know
├── ExpressionError    an expression in one of our content files cannot be read
└── PdfError           no PDF could be made
    └── OfficeMissing  LibreOffice was asked for and is not installed
"""

from __future__ import annotations


class DocumentsError(Exception):
    """The root of all errors of this package."""


class RecordError(DocumentsError):
    """The founding record is not an object, or a part of it is nested wrongly."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}" if path else reason)


class UnknownField(DocumentsError, ValueError):
    """No field stands under this path. A ValueError too, so that the models of content files may raise it."""

    def __init__(self, path: str, suggestion: str) -> None:
        self.path, self.reason, self.suggestion = path, f"unknown field {path!r}", suggestion
        super().__init__(f"{self.reason}, {suggestion}")


class UnknownAnswer(DocumentsError):
    """The question has no such answer."""

    def __init__(self, question: str, answer: object) -> None:
        self.question, self.answer = question, answer
        super().__init__(f"{question} has no answer {answer!r}")


class ExpressionError(DocumentsError, ValueError):
    """An expression uses something outside the small language of the rules. A ValueError too, as UnknownField."""

    def __init__(self, source: str, reason: str, suggestion: str = "") -> None:
        self.source, self.reason = source, f"{reason} in {source!r}"
        self.suggestion = suggestion or "documents/rules/expression.py says what an expression may be"
        super().__init__(self.reason)


class PdfError(DocumentsError):
    """A paper could not be turned into a PDF."""


class OfficeMissing(PdfError):
    """LibreOffice was asked for and is not installed."""
