"""Why a row, a column or a file cannot be recorded: a sentence that can be said in any language. Pure."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "not-text": "should be text",
    "too-long": "has {length} characters; at most {limit} fit",
    "missing": "is missing",
    "not-one-of": "'{value}' is not one of {known}",
    "not-a-list": "should be a list, or names separated by ;",
    "not-a-date": "'{text}' is not a date: write 2025, 2025-05 or 2025-05-16",
    "no-such-day": "'{text}' is not a day of the calendar",
    "not-a-source": "should be an object with {columns}",
    "no-address": "'{url}' is not a web address: it should begin with {start}",
    "not-translations": "should be an object: a text for each language",
    "member-of-member": "'{side}' is itself a member of '{name}'",
    "member-of-itself": "nobody is a member of themselves",
    "answers-itself": "a statement cannot respond to itself",
    "answers-nothing": "'{key}' is neither on record nor in this file",
    "other-details": "is the statement of line {line} with other details",
    "was-merged": "was merged into statement {number}",
    "line-too-long": "is longer than {limit} bytes",
    "not-utf8": "is not UTF-8 at byte {byte}",
    "too-deep": "is nested too deeply",
    "not-json": "is not JSON: {error}",
    "not-an-object": "should be an object: {example}",
    "too-many-cells": "has {cells} cells, the header {columns}: quote cells with a delimiter",
    "nul": "holds a NUL character",
    "not-csv": "is not CSV: {error}",
    "sheet-not-utf8": "is not UTF-8: save the sheet as CSV UTF-8",
    "file-utf16": "The file is in UTF-16: save it as UTF-8.",
    "file-workbook": "The file is a workbook or an archive: save the sheet as CSV (UTF-8).",
    "file-no-header": "The first row should name the columns; missing: {missing}.",
    "file-column-twice": "The column {column} is there twice.",
    "file-newer": "{file} was written by a newer onrecord: install that version.",
}
"""By their names; the locales have the same as `reason-NAME`."""


class Reason(str):
    """An English sentence, for the command line and the log, that knows its `name` and the `values` in it."""

    name: str
    values: Mapping[str, str]

    def __new__(cls, name: str, /, **values: object) -> "Reason":
        told = {key: str(value) for key, value in values.items()}
        reason = super().__new__(cls, SENTENCES[name].format(**told))
        reason.name, reason.values = name, told
        return reason
