package dev.venturi.pipeline.cache.simulate;

import java.util.Arrays;

/// A [MissRatioCurve] for a terminal: a table and a picture.
public final class CurveText {
    private static final int HEIGHT = 16;
    private static final int WIDTH = 4;

    private CurveText() {}

    /// Lines that end with a line feed.
    public static String of(MissRatioCurve curve) {
        return head(curve) + "\n" + table(curve) + "\n" + picture(curve);
    }

    private static String head(MissRatioCurve curve) {
        return "%,d keys asked for, %,d of them different: %.1f%% are asked for the first time, which every cache misses\n"
                .formatted(curve.length(), curve.different(), 100 * curve.leastRatio());
    }

    private static String table(MissRatioCurve curve) {
        StringBuilder lines = new StringBuilder("%12s".formatted("entries"));
        for (Policy policy : Policy.values()) {
            lines.append("%12s".formatted(policy.title()));
        }
        lines.append("   (misses)\n");
        for (int point = 0; point < curve.sizes().size(); point++) {
            lines.append("%,12d".formatted(curve.sizes().get(point)));
            for (Policy policy : Policy.values()) {
                lines.append("%11.1f%%".formatted(100 * curve.missRatio(policy, point)));
            }
            lines.append("\n");
        }
        return lines.toString();
    }

    private static char mark(Policy policy) {
        return switch (policy) {
            case LRU -> 'L';
            case FIFO -> 'F';
            case W_TINY_LFU -> 'W';
            case OPTIMUM -> 'o';
        };
    }

    /// Misses upwards, entries to the right, as far apart as in the table.
    private static String picture(MissRatioCurve curve) {
        int points = curve.sizes().size();
        char[][] cells = new char[HEIGHT + 1][points * WIDTH];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        for (Policy policy : Policy.values()) {
            for (int point = 0; point < points; point++) {
                int height = (int) Math.round(curve.missRatio(policy, point) * HEIGHT);
                char[] row = cells[HEIGHT - height];
                int at = point * WIDTH + 1;
                while (at % WIDTH != 0 && row[at] != ' ') {
                    at++; // beside the mark of another policy
                }
                if (at % WIDTH != 0) {
                    row[at] = mark(policy);
                }
            }
        }
        StringBuilder lines = new StringBuilder();
        for (int y = 0; y <= HEIGHT; y++) {
            boolean labelled = y % 4 == 0;
            lines.append(labelled ? "%4d%% |".formatted(100 - 100 * y / HEIGHT) : "      |");
            lines.append(new String(cells[y]).stripTrailing()).append("\n");
        }
        lines.append("      +").append("-".repeat(points * WIDTH)).append("\n");
        lines.append(
                "       %,d entries%s%,d\n"
                        .formatted(
                                curve.sizes().getFirst(),
                                " ".repeat(Math.max(1, points * WIDTH - 20)),
                                curve.sizes().getLast()));
        lines.append("       L LRU, F FIFO, W W-TinyLFU, o optimum\n");
        return lines.toString();
    }
}
