package dev.venturi.parquet;

/// Times as Spark and Impala once wrote them: nanoseconds of the day, then the Julian day.
final class Int96 {
    private static final int DAY_OF_1970 = 2_440_588;
    private static final int MOST_DAYS = 106_750; // of nanoseconds in a long

    private Int96() {}

    /// Nanoseconds since 1970; [Numbers#NO_TIME] for a time that a long does not hold.
    static long nanos(byte[] bytes, int at) {
        long ofDay = LittleEndian.longAt(bytes, at);
        long day = (long) LittleEndian.intAt(bytes, at + Long.BYTES) - DAY_OF_1970;
        boolean holds = Math.abs(day) <= MOST_DAYS && ofDay >= 0 && ofDay <= Meaning.NANOS_PER_DAY;
        return holds ? day * Meaning.NANOS_PER_DAY + ofDay : Numbers.NO_TIME;
    }
}
