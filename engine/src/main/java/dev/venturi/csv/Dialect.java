package dev.venturi.csv;

import org.jspecify.annotations.Nullable;

/// How rows are written: what separates fields, what encloses them, which lines are comments.
record Dialect(String delimiter, char quote, @Nullable Character comment) {
    /// Whether FastCSV has to read it; everything else goes through our own scanner.
    boolean isOdd() {
        return quote != '"'
                || comment != null
                || delimiter.length() > 1
                || delimiter.charAt(0) >= 0x80;
    }

    /// The byte that separates fields for the scanner: odd dialects are translated to commas.
    byte separator() {
        return isOdd() ? (byte) ',' : (byte) delimiter.charAt(0);
    }

    /// `';'`, `tab`, for messages.
    static String spoken(String delimiter) {
        return delimiter.equals("\t") ? "tab" : "'" + delimiter + "'";
    }
}
