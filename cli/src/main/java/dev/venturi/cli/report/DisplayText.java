package dev.venturi.cli.report;

/// Text as a screen shows it: its width in cells, and nothing in it that a terminal would obey.
public final class DisplayText {
    private DisplayText() {}

    /// The text with control characters and marks that turn the direction of reading made visible
    /// (`\u001b`), so that a file cannot write to the screen what it likes; line ends and tabs
    /// stay.
    public static String harmless(String text) {
        return visible(text, true);
    }

    /// As [#harmless], on one line: line ends and tabs are made visible too.
    public static String oneLine(String text) {
        return visible(text, false);
    }

    private static String visible(String text, boolean lines) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isObeyed(c) && !(lines && (c == '\n' || c == '\t'))) {
                if (changed == null) {
                    changed = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                changed.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else if (changed != null) {
                changed.append(c);
            }
        }
        return changed == null ? text : changed.toString();
    }

    private static boolean isObeyed(char c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /// Cells a text takes on a screen: East Asian wide characters and emoji two, combining marks
    /// none. A good guess: terminals differ.
    public static int width(String text) {
        int cells = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            cells += width(point);
            i += Character.charCount(point);
        }
        return cells;
    }

    private static int width(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        boolean wide =
                (point >= 0x1100 && point <= 0x115f)
                        || (point >= 0x2e80 && point <= 0xa4cf)
                        || (point >= 0xac00 && point <= 0xd7a3)
                        || (point >= 0xf900 && point <= 0xfaff)
                        || (point >= 0xfe30 && point <= 0xfe6f)
                        || (point >= 0xff00 && point <= 0xff60)
                        || (point >= 0xffe0 && point <= 0xffe6)
                        || (point >= 0x1f300 && point <= 0x1faff)
                        || (point >= 0x20000 && point <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /// The text, or its beginning and `...` when it takes more than `cells`.
    ///
    /// @param cells at least 4
    public static String clip(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            taken += width(point);
            if (taken > cells - 3) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + "...";
    }

    /// The text with blanks behind it (`leftBound`) or before it, `cells` wide.
    public static String pad(String text, int cells, boolean leftBound) {
        String blanks = " ".repeat(Math.max(0, cells - width(text)));
        return leftBound ? text + blanks : blanks + text;
    }
}
