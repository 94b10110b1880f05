package dev.venturi.cli.report;

import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.table.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entities and their features for the eye: doubles shortened, numbers aligned.
///
/// A row for each entity where that fits the screen. Otherwise the table is turned: a row for each
/// feature, a column for each entity, as many entities side by side as fit.
public final class EntityTable {
    private static final int LONGEST_KEY = 32;
    private static final String MISSING = "-";

    private final FirstRows table;
    private final int keys;
    private final List<Field> columns;

    /// @param keys how many of the first columns are keys
    /// @param columns what the features were computed of; each begins a group of rows when turned
    public EntityTable(FirstRows table, int keys, List<Field> columns) {
        this.table = table;
        this.keys = keys;
        this.columns = List.copyOf(columns);
    }

    /// What fits a screen.
    ///
    /// @param text the table
    /// @param entities how many of them it shows
    public record Shown(String text, int entities) {}

    /// Lays it out.
    ///
    /// @param all whether every entity is shown, in further tables below when they do not fit side
    ///   by side; otherwise the first that fit
    public Shown render(int screen, boolean all) {
        int n = table.rows().size();
        TextTable upright = upright();
        if (upright.width() <= screen) {
            return new Shown(upright.render(screen), n);
        }
        StringBuilder text = new StringBuilder();
        int shown = 0;
        do {
            int fitting = fitting(shown, screen);
            text.append(shown == 0 ? "" : "\n");
            text.append(turned(shown, shown + fitting).render(screen));
            shown += fitting;
        } while (all && shown < n);
        return new Shown(text.toString(), shown);
    }

    private TextTable upright() {
        TextTable upright = new TextTable();
        for (int c = 0; c < names().size(); c++) {
            upright.column(names().get(c), c < keys ? keyAlign(c) : Align.DECIMAL);
        }
        for (List<@Nullable Object> row : table.rows()) {
            upright.row(row.stream().map(EntityTable::cell).toList());
        }
        return upright;
    }

    private List<String> names() {
        return table.schema().names();
    }

    /// Keys that are numbers stand like numbers.
    private Align keyAlign(int column) {
        for (List<@Nullable Object> row : table.rows()) {
            if (row.get(column) instanceof String text && !isWhole(text)) {
                return Align.LEFT;
            }
        }
        return Align.RIGHT;
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean sign = i == 0 && text.charAt(0) == '-';
            if (!sign && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        return true;
    }

    /// How many entities from one on fit side by side; at least one.
    private int fitting(int from, int screen) {
        int n = table.rows().size();
        int fitting = 1;
        while (from + fitting < n && turned(from, from + fitting + 1).width() <= screen) {
            fitting++;
        }
        return fitting;
    }

    private TextTable turned(int from, int to) {
        TextTable turned = new TextTable();
        turned.column(
                keys == 0 ? "column" : String.join("\n", names().subList(0, keys)), Align.LEFT);
        for (int e = from; e < to; e++) {
            List<String> key = new ArrayList<>();
            for (int k = 0; k < keys; k++) {
                key.add(cell(table.rows().get(e).get(k)));
            }
            turned.column(keys == 0 ? "table" : String.join("\n", key), Align.RIGHT);
        }
        int group = 0;
        for (int c = keys; c < names().size(); c++) {
            String name = names().get(c);
            if (group + 1 < columns.size()
                    && name.startsWith(columns.get(group + 1).name() + "_")) {
                if (names().size() - keys > columns.size()) { // else each group has one row
                    turned.row();
                }
                group++;
            }
            List<String> cells = new ArrayList<>(List.of(name));
            for (int e = from; e < to; e++) {
                cells.add(cell(table.rows().get(e).get(c)));
            }
            turned.row(cells);
        }
        return turned;
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> MISSING;
            case Double number -> Quantity.shortened(number);
            case Long number -> Long.toString(number);
            default -> DisplayText.clip(DisplayText.oneLine(value.toString()), LONGEST_KEY);
        };
    }
}
