package dev.venturi.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Two CSV texts from a seed: one table, and the same after some accidents.
///
/// Columns: `host` and `disk` are the key, `n` whole numbers, `v` decimals, `t` texts.
final class TablePair {
    final String before;
    final String after;

    private final Random random;

    /// @param rows about how many
    TablePair(long seed, int rows) {
        random = new Random(seed);
        boolean wholeKeys = random.nextBoolean();
        boolean ascending = random.nextBoolean();
        int damage = random.nextInt(3) * random.nextInt(8);
        boolean damagesKeys = random.nextInt(3) > 0;
        boolean shuffles = random.nextInt(3) == 0;

        List<String[]> first = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            String host = (wholeKeys ? "" : "web-") + (1 + r / 3);
            first.add(new String[] {host, Integer.toString(r % 3), whole(), decimal(), text()});
        }
        if (!ascending) {
            Collections.shuffle(first, random);
        }
        if (damagesKeys && random.nextBoolean()) {
            first.add(random.nextInt(first.size()), first.get(random.nextInt(first.size())));
        }
        List<String[]> second = new ArrayList<>();
        for (String[] row : first) {
            second.add(row.clone());
        }
        for (int d = 0; d < damage; d++) {
            damage(second, damagesKeys);
        }
        if (shuffles) {
            Collections.shuffle(second, random);
        }
        before = csv(first);
        after = csv(second);
    }

    private void damage(List<String[]> rows, boolean keysToo) {
        int r = random.nextInt(rows.size());
        switch (random.nextInt(keysToo ? 7 : 4)) {
            case 0 -> rows.get(r)[2] = whole();
            case 1 -> rows.get(r)[3] = decimal();
            case 2 -> rows.get(r)[3] = written(rows.get(r)[3]);
            case 3 -> rows.get(r)[4] = text();
            case 4 -> rows.add(random.nextInt(rows.size()), rows.get(r).clone());
            case 5 -> rows.get(r)[0] += "9";
            default -> {
                if (rows.size() > 1) {
                    rows.remove(r);
                }
            }
        }
    }

    private String whole() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> Long.toString(Long.MAX_VALUE - random.nextInt(4));
            case 2 -> Long.toString(Long.MIN_VALUE + random.nextInt(4));
            default -> Integer.toString(random.nextInt(200) - 100);
        };
    }

    private String decimal() {
        return switch (random.nextInt(9)) {
            case 0 -> "NA";
            case 1 -> "0.0";
            case 2 -> "-0.0";
            case 3 -> random.nextBoolean() ? "inf" : "-inf";
            case 4 -> Double.toString(random.nextDouble() * 1e-9);
            case 5 -> Double.toString(random.nextGaussian() * 1e12);
            default -> Double.toString(random.nextInt(2_000) / 10.0);
        };
    }

    /// The same number written otherwise, or the next one.
    private String written(String decimal) {
        if (decimal.isEmpty() || decimal.equals("NA")) {
            return random.nextBoolean() ? "" : "null";
        }
        if (decimal.endsWith("inf")) {
            return decimal;
        }
        double value = Double.parseDouble(decimal);
        return switch (random.nextInt(3)) {
            case 0 -> decimal + (decimal.contains("E") ? "" : "000");
            case 1 -> Double.toString(Math.nextUp(value));
            default -> Double.toString(value * 1.001);
        };
    }

    private String text() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "a,b";
            case 2 -> "say \"hi\"";
            case 3 -> "line\nend";
            default -> "t" + random.nextInt(30);
        };
    }

    private static String csv(List<String[]> rows) {
        StringBuilder csv = new StringBuilder("host,disk,n,v,t\n");
        for (String[] row : rows) {
            for (int f = 0; f < row.length; f++) {
                boolean quoted = row[f].matches("(?s).*[,\"\n].*");
                String text = quoted ? '"' + row[f].replace("\"", "\"\"") + '"' : row[f];
                csv.append(f == 0 ? "" : ",").append(text);
            }
            csv.append('\n');
        }
        return csv.toString();
    }
}
