"""From the bytes of an export to `Responses`: cells, then which tool wrote them, then what they say.

`sheet.sheets` reads any spreadsheet or csv file, `detect.detected` finds the tool and the sheet, and
`read.responses` is the whole of it. This module imports nothing, because the child process that opens
untrusted workbooks (`isolated`) passes through it on every file.
"""
