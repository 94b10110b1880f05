package dev.venturi.convert;

import dev.venturi.table.Schema;
import java.util.List;

/// What a conversion did.
///
/// @param schema the columns written, with the types the whole input gave
/// @param rows rows written
/// @param verified rows read back and found to be the same; 0 when that was not asked for
/// @param restarts how often the table was read anew because a column held another type than was
///   assumed of it
/// @param overflowedToInfinity finite texts beyond the largest double
/// @param warnings what people should know and may not expect
public record ConversionResult(
        Schema schema,
        long rows,
        long verified,
        int restarts,
        long overflowedToInfinity,
        List<String> warnings) {
    public ConversionResult {
        warnings = List.copyOf(warnings);
    }
}
