"""The web page: HTML of the talk, files, forms and legal pages. Plain forms first; script only saves page loads."""
