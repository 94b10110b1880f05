package dev.venturi.aggregate;

/// The sum of a group's whole numbers is beyond int64; who writes the group knows its key.
final class SumOverflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String column;

    SumOverflow(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
