"""The founding interview: which question comes next, what an answer means, what a correction re-opens.

Pure functions over the answers so far. Knows neither the database, nor Rasa, nor a messenger, nor the bot's wording: it
names texts (`domain/founding.yml`); the questions themselves stand in `documents/founding/questions`.
"""
