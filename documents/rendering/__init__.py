"""From blocks (paragraphs, tables, lines to fill in) to Word files: the look of the papers, and nothing of the law."""
