package dev.venturi.generate;

import java.util.Arrays;

/// Some rows of the table: who and when, and a code for each value; filled from a range of places.
/// Not thread-safe; a worker reuses its own.
///
/// A **place** counts the cells of the grid patients x days in the order of the output; an
/// irregular table leaves cells out.
final class RowBlock {
    /// Rows it holds at most: small enough that all arrays stay in the cache.
    static final int CAPACITY = 1024;

    /// Bits of a draw that decide whether the value is missing; the others decide which it is.
    private static final int SHARE_BITS = PatientProfile.SHARE_BITS;

    private static final long SHARE_MASK = (1L << SHARE_BITS) - 1;

    /// 5 % of 2^20.
    private static final int REGULAR_MISSING = 52_429;

    final int[] patients = new int[CAPACITY];
    final int[] days = new int[CAPACITY];

    /// Codes, `[columns][CAPACITY]`, see [Vital].
    final short[][] codes;

    private final long[] states = new long[CAPACITY];

    /// Share of missing values that holds for each value, `[columns][CAPACITY]`.
    private final int[][] missing;

    private final PatientVitals table;
    private final CellOrder order;
    private final Vital[] vitals;
    private final PatientProfile profile;
    private final double perDays;
    private int rows;
    private long place;
    private long end;

    RowBlock(PatientVitals table, Vital[] vitals) {
        this.table = table;
        this.order = new CellOrder(table.seed(), table.cells());
        this.vitals = vitals;
        this.codes = new short[vitals.length][CAPACITY];
        this.missing = new int[vitals.length][CAPACITY];
        this.profile = new PatientProfile(table.days(), vitals.length);
        this.perDays = 1.0 / table.days();
        for (int c = 0; c < vitals.length; c++) {
            Arrays.fill(missing[c], vitals[c].hasGaps() ? REGULAR_MISSING : 0);
        }
    }

    /// Starts a range of places, `[from, to)`.
    void range(long from, long to) {
        place = from;
        end = to;
    }

    /// Fills the block with the next rows of the range.
    ///
    /// @return whether there are any
    boolean next() {
        rows = 0;
        while (rows == 0 && place < end) {
            switch (table.layout()) {
                case CLUSTERED -> fillClustered();
                case DAILY -> fillDaily();
                case SHUFFLED -> fillShuffled();
            }
        }
        for (int c = 0; c < vitals.length; c++) {
            draw(c);
        }
        return rows > 0;
    }

    /// Rows it holds.
    int rows() {
        return rows;
    }

    private void fillClustered() {
        int perPatient = table.days();
        long upTo = Math.min(end, place + CAPACITY);
        while (place < upTo) {
            int patient = (int) (place / perPatient);
            int day = (int) (place - (long) patient * perPatient);
            int endDay = (int) Math.min(perPatient, day + upTo - place);
            place += endDay - day;
            long patientState = CellRandom.patient(table.seed(), patient);
            if (table.irregular()) {
                profile.set(patientState);
                day = Math.max(day, profile.firstDay());
                endDay = Math.min(endDay, profile.lastDay() + 1);
            }
            for (; day < endDay; day++) {
                add(patient, day, CellRandom.row(patientState, day));
            }
        }
    }

    private void fillDaily() {
        int perDay = table.patients();
        long upTo = Math.min(end, place + CAPACITY);
        while (place < upTo) {
            int day = (int) (place / perDay);
            int patient = (int) (place - (long) day * perDay);
            int endPatient = (int) Math.min(perDay, patient + upTo - place);
            place += endPatient - patient;
            for (; patient < endPatient; patient++) {
                add(patient, day);
            }
        }
    }

    private void fillShuffled() {
        int perPatient = table.days();
        long upTo = Math.min(end, place + CAPACITY);
        for (; place < upTo; place++) {
            long cell = order.at(place);
            // exact but for one too many or too few: both are below 2^52
            int patient = (int) (cell * perDays);
            long day = cell - (long) patient * perPatient;
            if (day < 0) {
                patient--;
                day += perPatient;
            } else if (day >= perPatient) {
                patient++;
                day -= perPatient;
            }
            add(patient, (int) day);
        }
    }

    /// Adds a cell of a patient that is not that of the cell before.
    private void add(int patient, int day) {
        long patientState = CellRandom.patient(table.seed(), patient);
        if (table.irregular()) {
            profile.set(patientState);
        }
        add(patient, day, CellRandom.row(patientState, day));
    }

    private void add(int patient, int day, long state) {
        int row = rows;
        patients[row] = patient;
        days[row] = day;
        states[row] = state;
        if (!table.irregular()) {
            rows = row + 1;
        } else if (profile.has(day, CellRandom.draw(state, vitals.length) & SHARE_MASK)) {
            for (int c = 0; c < missing.length; c++) {
                missing[c][row] = (int) profile.missing(c);
            }
            rows = row + 1;
        }
    }

    private void draw(int column) {
        Vital vital = vitals[column];
        short[] into = codes[column];
        int[] share = missing[column];
        long[] from = states;
        int n = rows;
        for (int r = 0; r < n; r++) {
            long bits = CellRandom.draw(from[r], column);
            int code = vital.code(bits >>> SHARE_BITS);
            into[r] = (short) ((bits & SHARE_MASK) < share[r] ? Vital.MISSING : code);
        }
    }
}
