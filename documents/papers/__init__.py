"""From the record to the text of the papers: clauses and texts are data (`founding/papers`, `founding/clauses`).

A text is Markdown with Jinja; an answer is inserted as a literal run with its path and is never read as markup.
"""
