"""Measures what is installed: one file per benchmark, each giving rows for the table of `./gemeinwerk bench`."""
