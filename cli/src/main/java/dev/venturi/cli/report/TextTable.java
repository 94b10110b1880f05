package dev.venturi.cli.report;

import java.util.ArrayList;
import java.util.List;

/// Rows and columns in plain text, aligned so that a person can read down a column.
///
/// A column is left-bound text, right-bound text, or numbers aligned at their decimal points. The
/// last column, when it is text, is wrapped at blanks to the width given; the other columns are as
/// wide as their widest cell. Heads may have several lines; when all are empty, the rows stand
/// alone.
public final class TextTable {
    /// How the cells of a column stand under each other.
    public enum Align {
        LEFT,
        RIGHT,
        DECIMAL
    }

    private static final String GAP = "  ";
    private static final int NARROWEST_WRAP = 20;

    private final List<String> heads = new ArrayList<>();
    private final List<Align> aligns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /// Adds a column.
    public TextTable column(String head, Align align) {
        heads.add(head);
        aligns.add(align);
        return this;
    }

    /// Adds a row: a cell for each column. A row without cells leaves a line free.
    public TextTable row(List<String> cells) {
        if (!cells.isEmpty() && cells.size() != heads.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for " + heads.size() + " columns");
        }
        rows.add(cells.stream().map(DisplayText::oneLine).toList());
        return this;
    }

    /// As above.
    public TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /// Columns of a screen it takes unwrapped.
    public int width() {
        Layout layout = new Layout();
        int width = 0;
        for (int c = 0; c < heads.size(); c++) {
            width += layout.widths[c] + (c == 0 ? 0 : GAP.length());
        }
        return width;
    }

    /// The text, each line ended.
    ///
    /// @param screen columns of the screen; a last column of text is wrapped to it
    public String render(int screen) {
        Layout layout = new Layout();
        layout.wrapLast(screen);
        StringBuilder text = new StringBuilder();
        if (heads.stream().allMatch(String::isEmpty)) {
            appendRows(layout, text);
            return text.toString();
        }
        int headLines = 1;
        for (String head : heads) {
            headLines = Math.max(headLines, head.split("\n", -1).length);
        }
        for (int line = 0; line < headLines; line++) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < heads.size(); c++) {
                String[] lines = heads.get(c).split("\n", -1);
                String cell = line < lines.length ? lines[line] : "";
                cells.add(DisplayText.pad(cell, layout.widths[c], aligns.get(c) == Align.LEFT));
            }
            appendLine(cells, text);
        }
        List<String> rule = new ArrayList<>();
        for (int width : layout.widths) {
            rule.add("-".repeat(width));
        }
        appendLine(rule, text);
        appendRows(layout, text);
        return text.toString();
    }

    private void appendRows(Layout layout, StringBuilder text) {
        for (List<String> row : rows) {
            if (row.isEmpty()) {
                text.append('\n');
            } else {
                layout.append(row, text);
            }
        }
    }

    private static void appendLine(List<String> cells, StringBuilder text) {
        int end = text.length();
        for (int c = 0; c < cells.size(); c++) {
            text.append(c == 0 ? "" : GAP).append(cells.get(c));
        }
        int last = text.length();
        while (last > end && text.charAt(last - 1) == ' ') {
            last--;
        }
        text.setLength(last);
        text.append('\n');
    }

    /// Where the point of a number stands; behind the text when it has none.
    private static int pointOf(String cell) {
        int point = cell.indexOf('.');
        int exponent = cell.indexOf('e');
        int at = point >= 0 ? point : exponent >= 0 ? exponent : cell.length();
        return !cell.isEmpty() && Character.isLetter(cell.charAt(0)) ? cell.length() : at;
    }

    /// Pieces of a text no wider than `cells`, broken at blanks; a longer word stays whole.
    static List<String> wrapped(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            boolean fits =
                    DisplayText.width(line.toString()) + 1 + DisplayText.width(word) <= cells;
            if (!line.isEmpty() && !fits) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private final class Layout {
        final int[] widths = new int[heads.size()];
        private final int[] points = new int[heads.size()];
        private final boolean lastIsText = aligns.getLast() == Align.LEFT;

        Layout() {
            for (int c = 0; c < heads.size(); c++) {
                int behind = 0;
                for (List<String> row : rows) {
                    String cell = row.isEmpty() ? "" : row.get(c);
                    int width = DisplayText.width(cell);
                    widths[c] = Math.max(widths[c], width);
                    int point = aligns.get(c) == Align.DECIMAL ? pointOf(cell) : width;
                    points[c] = Math.max(points[c], point);
                    behind = Math.max(behind, width - point);
                }
                widths[c] = Math.max(widths[c], points[c] + behind);
                for (String line : heads.get(c).split("\n", -1)) {
                    widths[c] = Math.max(widths[c], DisplayText.width(line));
                }
                if (aligns.get(c) == Align.DECIMAL) {
                    points[c] = widths[c] - behind;
                }
            }
        }

        void wrapLast(int screen) {
            int last = widths.length - 1;
            int before = 0;
            for (int c = 0; c < last; c++) {
                before += widths[c] + GAP.length();
            }
            if (lastIsText && before + widths[last] > screen) {
                widths[last] = Math.min(widths[last], Math.max(NARROWEST_WRAP, screen - before));
            }
        }

        void append(List<String> row, StringBuilder text) {
            int last = widths.length - 1;
            List<String> lines =
                    lastIsText ? wrapped(row.get(last), widths[last]) : List.of(row.get(last));
            for (int line = 0; line < lines.size(); line++) {
                List<String> cells = new ArrayList<>();
                for (int c = 0; c < last; c++) {
                    cells.add(line == 0 ? cell(row.get(c), c) : " ".repeat(widths[c]));
                }
                cells.add(cell(lines.get(line), last));
                appendLine(cells, text);
            }
        }

        private String cell(String cell, int column) {
            return switch (aligns.get(column)) {
                case LEFT -> DisplayText.pad(cell, widths[column], true);
                case RIGHT -> DisplayText.pad(cell, widths[column], false);
                case DECIMAL ->
                        DisplayText.pad(
                                " ".repeat(points[column] - pointOf(cell)) + cell,
                                widths[column],
                                true);
            };
        }
    }
}
