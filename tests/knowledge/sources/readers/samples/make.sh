#!/bin/sh
# Make the samples again from library.fodt and ferries.csv, with LibreOffice as the second opinion on the formats.
set -eu
cd "$(dirname "$0")"
soffice --headless --convert-to odt library.fodt
for format in docx rtf pdf epub; do soffice --headless --convert-to "$format" library.odt; done
soffice --headless --convert-to xlsx ferries.csv
