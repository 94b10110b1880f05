package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Random files of a few columns in which some rows are spoilt, and what is to be left of them.
final class PoisonedFile {
    /// The types that are given; of the others the values decide.
    static final Map<String, ColumnType> TYPES =
            Map.of("id", ColumnType.INT64, "x", ColumnType.FLOAT64, "day", ColumnType.DATE);

    private static final int FIELDS = 6;

    private PoisonedFile() {}

    /// What is to be left of a file.
    ///
    /// @param clean the file without the bad rows
    /// @param lines of the bad rows, as they are told
    /// @param texts of the bad rows
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Expected(byte[] clean, List<Integer> lines, List<String> texts) {}

    static byte[] make(SplittableRandom random) {
        int rows = random.nextInt(3, 60);
        String end = random.nextBoolean() ? "\n" : "\r\n";
        int spoilt = random.nextInt(1, 8);
        StringBuilder content = new StringBuilder("id,n,x,day,ok,name" + end);
        for (int r = 0; r < rows; r++) {
            content.append(row(random, r)).append(r == rows - 1 && random.nextBoolean() ? "" : end);
        }
        List<String> lines = new ArrayList<>(List.of(content.toString().split("(?<=\n)")));
        for (int i = 0; i < spoilt; i++) {
            int where =
                    switch (random.nextInt(4)) {
                        case 0 -> 1;
                        case 1 -> lines.size() - 1;
                        default -> random.nextInt(1, lines.size());
                    };
            lines.set(where, spoil(random, lines.get(where), end));
        }
        // a row that nothing has spoilt, so that there is one
        lines.add(random.nextInt(1, 3), "0,,1,2026-01-01,,kept" + end);
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Column n begins with gaps, and has fractions late if at all.
    private static String row(SplittableRandom random, int r) {
        String n =
                r < 5
                        ? ""
                        : random.nextInt(20) == 0
                                ? "2.5"
                                : Integer.toString(random.nextInt(1, 1000));
        String name =
                switch (random.nextInt(6)) {
                    case 0 -> "\"a\nb\"";
                    case 1 -> "\"say \"\"b\"\", c\"";
                    case 2 -> "5\" pipe";
                    case 3 -> "";
                    default -> "nam" + r;
                };
        return "%d,%s,%s,2026-01-%02d,%s,%s"
                .formatted(
                        r + 1,
                        n,
                        random.nextInt(30) == 0 ? "1e400" : random.nextInt(1000) / 8.0,
                        random.nextInt(1, 29),
                        random.nextInt(5) == 0 ? "" : random.nextBoolean(),
                        name);
    }

    private static String spoil(SplittableRandom random, String line, String end) {
        String text = line.replaceAll("[\r\n]", "");
        String spoilt =
                switch (random.nextInt(9)) {
                    case 0 -> text + ",more";
                    case 1 -> text.replaceFirst(",", "");
                    case 2 -> "bad" + text;
                    case 3 -> text.replaceFirst("2026-01-", "2026-13-");
                    case 4 -> text + "\u00e9";
                    case 5 -> text.replaceFirst(",([^,]*)$", ",\"$1");
                    case 6 -> text.replaceFirst(",([^,\"]*)$", ",\"$1\"z");
                    case 7 -> "\"" + text;
                    default -> text.replaceFirst("^([^,]*),[^,]*,", "no,3.5,");
                };
        return line.endsWith("\n") ? spoilt + end : spoilt;
    }

    static Expected expected(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        List<Integer> lines = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        clean.writeBytes(
                text.substring(0, text.indexOf('\n') + 1).getBytes(StandardCharsets.ISO_8859_1));
        for (PlainCsvRecords.Row record : PlainCsvRecords.of(content)) {
            String row = text.substring(record.from(), record.to());
            int lineBreaks = fault(record);
            if (record.isBlank() || lineBreaks < 0) {
                clean.writeBytes(row.getBytes(StandardCharsets.ISO_8859_1));
            } else {
                lines.add(record.line() + lineBreaks);
                texts.add(row.replaceFirst("\r?\n$", "").replace("\u00e9", "\\xE9"));
            }
        }
        return new Expected(clean.toByteArray(), lines, texts);
    }

    /// Line breaks before the field at which a row is bad, -1 for a good row.
    private static int fault(PlainCsvRecords.Row record) {
        List<String> fields = record.fields();
        if (record.isBlank()) {
            return -1;
        }
        if (fields.size() != FIELDS) {
            return 0;
        }
        int breaks = 0;
        for (int f = 0; f < FIELDS; f++) {
            String field = fields.get(f);
            boolean good =
                    field.isBlank()
                            || switch (f) {
                                case 0 -> field.strip().matches("[0-9]+");
                                case 1 -> field.strip().matches("[0-9.]+");
                                case 2 -> field.strip().matches("[0-9.]+|1e400");
                                case 3 -> field.strip().matches("2026-01-[0-9]{2}");
                                case 4 -> field.strip().matches("true|false");
                                default -> PlainCsvRecords.isUtf8(field);
                            };
            if (!good) {
                return breaks;
            }
            breaks += (int) field.chars().filter(c -> c == '\n').count();
        }
        return -1;
    }
}
