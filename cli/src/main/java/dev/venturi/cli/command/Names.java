package dev.venturi.cli.command;

import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.List;

/// Lists of names as options take them: `host,device`; a name that holds a comma stands in double
/// quotes, with quotes doubled inside, as in CSV.
final class Names {
    private Names() {}

    /// The names of a list; blanks around a name are dropped unless it is quoted. An empty text has
    /// no names.
    ///
    /// @param option for the message: `--by`
    /// @throws UsageException when a name is empty or a quote is not closed
    static List<String> of(String text, String option) {
        List<String> names = new ArrayList<>();
        if (text.isBlank()) {
            return names;
        }
        int at = 0;
        while (at <= text.length()) {
            int start = at;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            if (start < text.length() && text.charAt(start) == '"') {
                StringBuilder name = new StringBuilder();
                at = unquote(text, start + 1, name, option);
                names.add(name.toString());
            } else {
                int comma = text.indexOf(',', start);
                at = comma < 0 ? text.length() : comma;
                String name = text.substring(start, at).strip();
                if (name.isEmpty()) {
                    throw new UsageException(
                            "%s %s: expected names separated by commas, found an empty one"
                                    .formatted(option, text));
                }
                names.add(name);
            }
            at++; // the comma
        }
        return names;
    }

    /// As above, for an option given several times.
    static List<String> of(List<String> texts, String option) {
        List<String> names = new ArrayList<>();
        for (String text : texts) {
            names.addAll(of(text, option));
        }
        return names;
    }

    /// Takes a quoted name.
    ///
    /// @return the position of the comma behind it, or the end
    private static int unquote(String text, int from, StringBuilder name, String option) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"') {
                name.append(c);
                at++;
            } else if (text.startsWith("\"\"", at)) {
                name.append('"');
                at += 2;
            } else {
                int end = at + 1;
                while (end < text.length() && text.charAt(end) == ' ') {
                    end++;
                }
                if (end == text.length() || text.charAt(end) == ',') {
                    return end;
                }
                break;
            }
        }
        throw new UsageException(
                "%s %s: expected \" and then a comma or the end after a quoted name"
                        .formatted(option, text));
    }
}
