"""The finance plan of a founding: model in whole cents, warnings, spreadsheet (D15) and chart (D14).

Knows the record and its own words (`founding/finance.yml`); no interview, no chat.
"""
