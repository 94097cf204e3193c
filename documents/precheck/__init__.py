"""The founding audit beforehand: what the auditor will ask, answered from the record, with what is still missing."""
