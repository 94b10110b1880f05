package dev.venturi.generate;

/// What an irregular table holds of one patient: a window of days, a share of days skipped inside
/// it, and a share of missing values for each column.
///
/// A quarter of the patients is followed for all days, the others for a length and from a day that
/// are uniform; up to 30 % of the days after a patient's first are skipped; of each column up to 30
/// % is missing, and in one case of sixteen all of it. Mutable, so that a worker needs one only.
final class PatientProfile {
    /// Shares are given in units of 1 / 2^20.
    static final int SHARE_BITS = 20;

    private static final long ALL = 1L << SHARE_BITS;
    private static final double MOST = 0.3;
    private static final long MOST_SHARE = (long) (MOST * ALL);
    private static final double WHOLLY_MISSING = 1.0 / 16;

    private final int days;
    private int firstDay;
    private int lastDay;
    private long skipped;
    private final long[] missing;

    PatientProfile(int days, int columns) {
        this.days = days;
        this.missing = new long[columns];
    }

    /// Becomes the profile of a patient.
    void set(long patientState) {
        long state = CellRandom.profile(patientState);
        long kind = CellRandom.draw(state, 0);
        int length = days;
        if (kind >>> 62 != 0) {
            length = 1 + (int) CellRandom.below(CellRandom.draw(state, 1), days);
        }
        firstDay = (int) CellRandom.below(CellRandom.draw(state, 2), days - length + 1L);
        lastDay = firstDay + length - 1;
        skipped = CellRandom.below(CellRandom.draw(state, 3), MOST_SHARE);
        for (int c = 0; c < missing.length; c++) {
            long bits = CellRandom.draw(state, 4 + c);
            boolean all = (bits & 15) == 0;
            missing[c] = all ? ALL : CellRandom.below(bits, MOST_SHARE);
        }
    }

    /// First day of the window; it is never skipped, so that every patient has a row.
    int firstDay() {
        return firstDay;
    }

    /// Last day of the window.
    int lastDay() {
        return lastDay;
    }

    /// Whether there is a row for a day.
    ///
    /// @param share `[0, 2^20)`, drawn for the day
    boolean has(int day, long share) {
        return day == firstDay || (day > firstDay && day <= lastDay && share >= skipped);
    }

    /// Share of a column that is missing; 2^20 is all of it.
    long missing(int column) {
        return missing[column];
    }

    /// Rows of a patient, on average.
    static double meanRows(int days) {
        double meanLength = 0.25 * days + 0.75 * (days + 1) / 2;
        return 1 + (meanLength - 1) * (1 - MOST / 2);
    }

    /// Share of the values that are missing, on average.
    static double meanMissing() {
        return WHOLLY_MISSING + (1 - WHOLLY_MISSING) * MOST / 2;
    }
}
