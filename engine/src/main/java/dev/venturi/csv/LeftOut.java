package dev.venturi.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of a table that are left out since a value cannot be read, over all passes that late
/// types take.
///
/// What holds: the table is read as one from whose files these rows were cut. So a row that was
/// left out stays left out, whatever the types become, and one that had a say in the types loses
/// it: then the files are looked at again without it. Rows that are none by their separators need
/// no memory, they are found again in every pass. Not thread-safe, as one reads at a time.
final class LeftOut {
    /// Why a row was left out.
    ///
    /// @param fault bytes from the beginning of the row to what is wrong
    record Fault(int fault, @Nullable String column, String reason) {}

    /// A row by where it begins.
    private record Place(int file, long position) {}

    final RowRejects rejects;
    private final Map<Integer, NavigableMap<Long, Fault>> known = new HashMap<>();

    /// Rows whose values decide types, found by looking and found by reading.
    private final Set<Place> first = new HashSet<>();

    private final Set<Place> asking = new HashSet<>();
    private List<CsvColumn> columns = List.of();
    private @Nullable Supplier<CsvTable> opener;
    private @Nullable CsvTable reopened;

    LeftOut(RowRejects rejects) {
        this.rejects = rejects;
    }

    /// Says how the files are looked at again.
    void openedBy(Supplier<CsvTable> again) {
        opener = again;
    }

    /// Takes down what looking at the files gave.
    void looked(int file, long[] rows, List<CsvColumn> found) {
        first.clear();
        for (long position : rows) {
            first.add(new Place(file, position));
        }
        columns = List.copyOf(found);
    }

    /// The rows of a file that are left out for a value, by where they begin.
    NavigableMap<Long, Fault> of(int file) {
        return known.computeIfAbsent(file, _ -> new TreeMap<>());
    }

    /// A row asks for another type of a column.
    void asks(int file, long position) {
        asking.add(new Place(file, position));
    }

    /// Leaves a row out.
    ///
    /// @return false when the types are other ones without it, so that reading must begin again
    boolean add(int file, long position, Fault fault) {
        of(file).put(position, fault);
        Place row = new Place(file, position);
        boolean asked = asking.contains(row);
        if (!asked && !first.contains(row)) {
            return true;
        }
        List<CsvColumn> before = columns;
        CsvTable again = java.util.Objects.requireNonNull(opener).get();
        if (!asked && sameTypes(before, again)) {
            return true;
        }
        asking.clear();
        reopened = again;
        return false;
    }

    private boolean sameTypes(List<CsvColumn> before, CsvTable again) {
        List<CsvColumn> now = new ArrayList<>(columns);
        for (int c = 0; c < now.size(); c++) {
            if (before.get(c).field().type() != now.get(c).field().type()
                    || before.get(c).isUndecided() != now.get(c).isUndecided()
                    || again.isInstant(before.get(c)) != again.isInstant(now.get(c))) {
                return false;
            }
        }
        return true;
    }

    /// The table of the types that hold now, once; null while those it has hold.
    @Nullable CsvTable takeReopened() {
        CsvTable table = reopened;
        reopened = null;
        return table;
    }
}
