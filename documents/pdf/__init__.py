"""The same papers as PDF: typst sets them, tagged (PDF/UA-1), the same bytes for the same paper and day.

The Word file is the original that a group works on; the PDF has its words. Knows neither the record nor the law.
"""
