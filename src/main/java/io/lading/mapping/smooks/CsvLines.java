package io.lading.mapping.smooks;

import java.util.ArrayList;
import java.util.List;

/** Where each record of a CSV text begins and how many values it has, which the CSV reader does not tell. Immutable. */
final class CsvLines {

    /** @param line from 1 */
    record Start(int line, int character, int values) {}

    private final List<Start> records;

    private CsvLines(List<Start> records) {
        this.records = records;
    }

    static CsvLines of(String text, char separator, char quote, int skip) {
        List<Start> records = new ArrayList<>();
        int line = 1;
        int startLine = 1;
        int start = 0;
        int values = 1;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                values++;
            } else if (c == '\n') {
                line++;
                if (!quoted) {
                    records.add(new Start(startLine, start, values));
                    startLine = line;
                    start = i + 1;
                    values = 1;
                }
            }
        }
        if (start < text.length()) {
            records.add(new Start(startLine, start, values));
        }
        return new CsvLines(List.copyOf(records.subList(Math.min(skip, records.size()), records.size())));
    }

    /** @param number the reader's record number, from 1 */
    Start record(int number) {
        if (number < 1 || number > records.size()) {
            return new Start(0, 0, 0);
        }
        return records.get(number - 1);
    }
}
