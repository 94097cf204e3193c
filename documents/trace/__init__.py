"""Where a sentence of a paper comes from: clause and line, the answers behind it, the rules and paragraphs of law."""
