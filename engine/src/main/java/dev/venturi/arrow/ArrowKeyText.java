package dev.venturi.arrow;

import dev.venturi.columnar.ValueText;

/// Makes the texts of stored values as keys.
final class ArrowKeyText {
    private final ArrowValues values;

    /// The text made last.
    private final ValueText text = new ValueText();

    /// @param values with times as stored
    ArrowKeyText(ArrowValues values) {
        this.values = values;
    }

    /// Makes the text of a row; empty where it has no value.
    ValueText of(int row) {
        if (!values.present[row]) {
            text.none();
            return text;
        }
        ArrowField field = values.field();
        long whole = values.wholes[row];
        switch (field.kind()) {
            case TEXT, LARGE_TEXT, TEXT_VIEW ->
                    text.slice(values.bytes[row], values.start[row], values.end[row]);
            case SIGNED -> text.whole(whole);
            case UNSIGNED -> text.unsigned(whole);
            case BOOLEAN -> text.logical(whole != 0);
            case DECIMAL -> text.decimal(values.decimal(row));
            case FLOAT -> {
                if (field.bits() == Float.SIZE) {
                    text.real((float) values.reals[row]);
                } else {
                    text.real(values.reals[row]);
                }
            }
            case TIME -> text.time(field.days(whole), field.scale(), field.zoned());
        }
        return text;
    }
}
