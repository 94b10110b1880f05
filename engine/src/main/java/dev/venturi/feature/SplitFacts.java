package dev.venturi.feature;

/// What one split turned out to hold.
///
/// @param end position behind its last row
/// @param rows rows read
/// @param dropped those of them that a condition left out
/// @param fractional for each value column, whether a value was not an int64
/// @param overflowedToInfinity finite texts read as infinity
/// @param ties rows that tie with the row before them in every order column
/// @param sorted entities whose rows had to be put in order
@SuppressWarnings("ArrayRecordComponent") // never compared
record SplitFacts(
        long end,
        long rows,
        long dropped,
        boolean[] fractional,
        long overflowedToInfinity,
        long ties,
        long sorted) {}
