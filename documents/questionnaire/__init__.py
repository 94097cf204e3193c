"""The interview on paper: every question as a row for scripts, and sheets to print for the group and each founder.

Knows the questions and the rendering; the words around them stand in `founding/questionnaire.yml`.
"""

from documents.questionnaire.rows import question_rows
from documents.questionnaire.sheets import questionnaire

__all__ = ["question_rows", "questionnaire"]
