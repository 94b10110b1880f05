package dev.venturi.csv;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rule on which rows of a CSV file are left out, written down plainly, byte after byte: shares
/// nothing with the reader. Bytes are the characters of an ISO 8859-1 text.
final class PlainCsvRecords {
    private final String content;

    /// A row of a file.
    ///
    /// @param line its first line, from 1
    /// @param to behind its line end
    /// @param fields none: its quotes are broken
    record Row(int line, int from, int to, List<String> fields) {
        boolean isBroken() {
            return fields.isEmpty();
        }

        boolean isBlank() {
            return fields.equals(List.of(""));
        }
    }

    private PlainCsvRecords(String content) {
        this.content = content;
    }

    /// All rows behind the header, which is one line.
    static List<Row> of(byte[] bytes) {
        return new PlainCsvRecords(new String(bytes, StandardCharsets.ISO_8859_1)).records();
    }

    static boolean isUtf8(String field) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(field.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private List<Row> records() {
        List<Row> records = new ArrayList<>();
        int from = content.indexOf('\n') + 1;
        int line = 2;
        while (from < content.length()) {
            Row record = record(line, from);
            records.add(record);
            line += (int) content.substring(from, record.to).chars().filter(c -> c == '\n').count();
            from = record.to;
        }
        return records;
    }

    private Row record(int line, int from) {
        List<String> fields = new ArrayList<>();
        int at = from;
        while (true) {
            StringBuilder field = new StringBuilder();
            if (at < content.length() && content.charAt(at) == '"') {
                at++;
                while (true) {
                    if (at == content.length()) {
                        return broken(line, from);
                    }
                    char c = content.charAt(at++);
                    if (c != '"') {
                        field.append(c);
                    } else if (at < content.length() && content.charAt(at) == '"') {
                        field.append('"');
                        at++;
                    } else {
                        break;
                    }
                }
                String rest = content.substring(at);
                if (!rest.isEmpty()
                        && !rest.startsWith(",")
                        && !rest.startsWith("\n")
                        && !rest.startsWith("\r\n")) {
                    return broken(line, from);
                }
            }
            while (at < content.length() && ",\n".indexOf(content.charAt(at)) < 0) {
                field.append(content.charAt(at++));
            }
            String text = field.toString();
            boolean last = at == content.length() || content.charAt(at) == '\n';
            fields.add(last && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            at++;
            if (last) {
                return new Row(line, from, Math.min(at, content.length()), fields);
            }
        }
    }

    private Row broken(int line, int from) {
        int feed = content.indexOf('\n', from);
        return new Row(line, from, feed < 0 ? content.length() : feed + 1, List.of());
    }
}
