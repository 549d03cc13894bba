"""The facilities as a spreadsheet, for centres that keep their lists in Excel: out of the YAML
files into a template, and from a filled-in template back into them.

A table is read (`workbook`, `csv_file`), its cells are understood (`columns`, `filled_in`,
`cells`), merged with what there is (`held`, `merging`), put into files (`rewriting`) and tried in a
copy of the content (`trial`). Only then is it written: nothing in between ever stands there.
"""
