package dev.venturi.generate;

import dev.venturi.table.BatchSink;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The table of the vitals case study, at any size: daily readings of made-up patients.
///
/// | column | values |
/// |---|---|
/// | `patient_id` | 0 to below `patients` |
/// | `day` | 0 to below `days` |
/// | `heart_rate` | normal, mean 72, deviation 12, one decimal; 5 % missing |
/// | `systolic_bp` | normal, 120, 15, one decimal; 5 % missing |
/// | `diastolic_bp` | normal, 80, 10, one decimal |
/// | `temperature` | normal, 98.6, 0.5, two decimals; 5 % missing |
/// | `oxygen_sat` | normal, 97, 2, clipped to 85..100, one decimal; 5 % missing |
/// | `respiratory_rate` | Poisson, mean 16 |
///
/// A value is the double nearest to its decimal text. Each row follows from seed, patient and day
/// alone ([CellRandom], [InversionTable]): the same options give the same bytes on every machine,
/// whatever the number of workers, and all layouts hold the same rows. The numbers are not those of
/// NumPy's generator, only their distributions are.
///
/// ```java
/// PatientVitals.of(20_000, 365).seed(42).workers(2).writeCsv(out, progress -> {});
/// ```
///
/// @param patients patients, at least 1
/// @param days days of the grid, at least 1; every patient has a row for each unless `irregular`
/// @param seed any number; 42 unless said otherwise
/// @param irregular whether patients are followed for different lengths, skip days, and miss
///   unequal shares of each column, some columns wholly; every patient has at least one row
/// @param layout the order of the rows
/// @param workers threads that make the table; it does not depend on them
public record PatientVitals(
        int patients, int days, long seed, boolean irregular, Layout layout, int workers) {
    /// The order of the rows.
    public enum Layout {
        /// By patient, then by day.
        CLUSTERED,
        /// By day, then by patient.
        DAILY,
        /// The same rows in a pseudo-random order that follows from the seed.
        SHUFFLED;

        /// The layout of a name as the command takes it: `clustered`, `daily` or `shuffled`.
        ///
        /// @throws UsageException for any other
        public static Layout named(String name) {
            for (Layout layout : values()) {
                if (layout.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return layout;
                }
            }
            throw new UsageException(
                    "layout \"%s\": expected clustered, daily or shuffled".formatted(name));
        }
    }

    /// What [RowBlock] can tell apart with doubles.
    private static final long MOST_CELLS = 1L << 52;

    public PatientVitals {
        requireAtLeastOne("patients", patients);
        requireAtLeastOne("days", days);
        requireAtLeastOne("workers", workers);
        if ((long) patients * days > MOST_CELLS) {
            throw new UsageException(
                    "%d patients of %d days: expected at most %d rows in all"
                            .formatted(patients, days, MOST_CELLS));
        }
    }

    private static void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new UsageException("%s %d: expected 1 or more".formatted(option, value));
        }
    }

    /// A regular, clustered table with seed 42, made by one worker.
    public static PatientVitals of(int patients, int days) {
        return new PatientVitals(patients, days, 42, false, Layout.CLUSTERED, 1);
    }

    /// The same with another seed.
    public PatientVitals seed(long seed) {
        return new PatientVitals(patients, days, seed, irregular, layout, workers);
    }

    /// The same with or without irregular patients.
    public PatientVitals irregular(boolean irregular) {
        return new PatientVitals(patients, days, seed, irregular, layout, workers);
    }

    /// The same rows in another order.
    public PatientVitals layout(Layout layout) {
        return new PatientVitals(patients, days, seed, irregular, layout, workers);
    }

    /// The same table made by another number of threads.
    public PatientVitals workers(int workers) {
        return new PatientVitals(patients, days, seed, irregular, layout, workers);
    }

    /// Its columns.
    public Schema schema() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("patient_id", ColumnType.INT64, "generated"));
        fields.add(new Field("day", ColumnType.INT64, "generated"));
        for (Vital vital : Vital.all()) {
            ColumnType type = vital.whole() ? ColumnType.INT64 : ColumnType.FLOAT64;
            fields.add(new Field(vital.name(), type, "generated"));
        }
        return new Schema(fields);
    }

    /// Rows it has; an estimate when irregular.
    public long estimatedRows() {
        return irregular ? Math.round(patients * PatientProfile.meanRows(days)) : cells();
    }

    /// Bytes of its CSV text, to about 1 %.
    public long estimatedBytes() {
        Vital[] vitals = Vital.all();
        double perRow = meanDigits(patients) + 1 + meanDigits(days) + 1;
        for (Vital vital : vitals) {
            double regular = vital.hasGaps() ? 0.05 : 0.0;
            double missing = irregular ? PatientProfile.meanMissing() : regular;
            perRow += 1 + (1 - missing) * vital.meanLength();
        }
        return CsvChunk.header(vitals).length + Math.round(perRow * estimatedRows());
    }

    /// The table as one part.
    public VitalsPart whole() {
        return new VitalsPart(this, "part-1", 0, cells());
    }

    /// The table cut into files that hold its rows in the order of the layout, as alike in size as
    /// it allows: clustered, each has some patients with all their days; by day, each has some days
    /// of all patients; shuffled, each has any rows. Their names stand in the order of their rows:
    /// `part-00001`, or `day-000` where a file is a day.
    ///
    /// @param files how many, at least 1
    /// @throws UsageException when there are fewer patients, days or rows than files
    public List<VitalsPart> parts(int files) {
        requireAtLeastOne("--files", files);
        long units =
                switch (layout) {
                    case CLUSTERED -> patients;
                    case DAILY -> days;
                    case SHUFFLED -> cells();
                };
        if (files > units) {
            throw new UsageException(
                    "--files %d: expected at most %d, one for each %s"
                            .formatted(
                                    files,
                                    units,
                                    switch (layout) {
                                        case CLUSTERED -> "patient";
                                        case DAILY -> "day";
                                        case SHUFFLED -> "row";
                                    }));
        }
        long perUnit = cells() / units;
        boolean day = layout == Layout.DAILY && files == days;
        int digits = Integer.toString(day ? days - 1 : files).length();
        List<VitalsPart> parts = new ArrayList<>();
        for (int f = 0; f < files; f++) {
            String name =
                    day
                            ? "day-" + padded(f, Math.max(3, digits))
                            : "part-" + padded(f + 1, Math.max(5, digits));
            parts.add(
                    new VitalsPart(
                            this,
                            name,
                            firstUnit(f, units, files) * perUnit,
                            firstUnit(f + 1, units, files) * perUnit));
        }
        return parts;
    }

    /// Exact: units and files are below 2^52 and 2^31.
    private static long firstUnit(int file, long units, int files) {
        return units / files * file + units % files * file / files;
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    /// Writes its rows into a sink, in order; committing and closing is the caller's.
    ///
    /// @param progress told after every few thousand rows, by one thread at a time
    /// @return the rows written
    /// @throws IOException of the sink
    public GenerateProgress writeTo(BatchSink sink, Consumer<GenerateProgress> progress)
            throws IOException {
        return whole().writeTo(sink, progress);
    }

    /// Writes it as CSV, header first, lines ended by `\n`: what the CSV writer makes of the
    /// batches of [#writeTo], but formatted by all workers. The stream is neither flushed nor
    /// closed.
    ///
    /// @param progress told after every few thousand rows, by one thread at a time
    /// @return the rows written
    /// @throws IOException of the stream
    public GenerateProgress writeCsv(OutputStream out, Consumer<GenerateProgress> progress)
            throws IOException {
        return whole().writeCsv(out, progress);
    }

    /// Makes sure, before anything is written, that it fits on the disk of a file or directory.
    ///
    /// @param needed bytes it will take, about
    /// @throws NotEnoughDiskSpaceException when it does not, naming path, bytes needed and free
    /// @throws IOException when the free space of the file's directory cannot be found out
    public static void checkDiskSpace(Path target, long needed) throws IOException {
        NotEnoughDiskSpaceException.check(target, needed);
    }

    /// Patients times days: the rows, unless irregular.
    long cells() {
        return (long) patients * days;
    }

    /// Digits of the numbers 0 to below `end`, on average.
    private static double meanDigits(int end) {
        double digits = 0;
        long from = 0;
        for (int length = 1; from < end; length++) {
            long to = Math.min(end, (long) Math.pow(10, length));
            digits += (double) length * (to - from);
            from = to;
        }
        return digits / end;
    }
}
