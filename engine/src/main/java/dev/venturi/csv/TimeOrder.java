package dev.venturi.csv;

import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// An order column of times.
final class TimeOrder extends ColumnReader {
    private final int order;
    private final boolean mixed;
    private final NullTokens nulls;
    private final TimeParser parser;
    private @Nullable String first;
    private boolean zoned;

    /// @param order index of the column among the order columns of the batch
    /// @param first the first time of the table, where it is known: others must name a zone, or
    ///   not, as it does
    /// @param zone of times that name none; null: they stay local
    TimeOrder(
            int column,
            Field field,
            int place,
            int order,
            @Nullable String first,
            @Nullable ZoneId zone,
            NullTokens nulls) {
        super(column, field, place);
        this.order = order;
        this.nulls = nulls;
        this.parser = new TimeParser(zone);
        this.mixed = zone != null;
        if (first != null && parser.parse(FieldText.of(first))) {
            this.first = first;
            this.zoned = parser.zoned;
        }
    }

    @Override
    boolean read(FieldText text, RowBatch batch, int batchRow) {
        if (!parser.parse(text)) {
            return batch.isDropped(batchRow) && nulls.matches(text);
        }
        if (first == null) {
            first = text.toString();
            zoned = parser.zoned;
        }
        batch.order[order][batchRow] = parser.nanos;
        return parser.zoned == zoned || mixed;
    }

    @Override
    String complaint(FieldText text) {
        if (nulls.matches(text)) {
            return Complaints.missingOrder(text);
        }
        if (parser.parse(text) && first != null) {
            return Complaints.mixedZones(FieldText.of(first).clipped(), text);
        }
        return parser.outOfRange
                ? Complaints.timeOutOfRange(text)
                : Complaints.notATime(field, text);
    }
}
