package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;
import java.util.Set;

/// Numbers and dates become text.
final class TextFormatting extends CpuSymptom {
    private static final Set<String> NUMBERS =
            Set.of(
                    "java.lang.Double",
                    "java.lang.Float",
                    "java.math.BigDecimal",
                    "java.math.BigInteger");

    TextFormatting() {
        super(
                "text-formatting",
                "formatting of text",
                "Put the text together with a StringBuilder, keep formatters in "
                        + "constants (DateTimeFormatter is thread-safe), or format only what "
                        + "somebody will read.");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        String method = frame.method();
        if (type.equals("java.lang.String")) {
            return method.equals("format") || method.equals("formatted");
        }
        if (type.equals("java.io.PrintStream") || type.equals("java.io.PrintWriter")) {
            return method.equals("printf") || method.equals("format");
        }
        if (type.startsWith("java.text.") || type.startsWith("java.time.format.")) {
            return !method.startsWith("parse");
        }
        if (NUMBERS.contains(type)) {
            return method.equals("toString") || method.equals("toPlainString");
        }
        return type.startsWith("java.util.Formatter")
                || type.startsWith("jdk.internal.math.DoubleToDecimal")
                || type.startsWith("jdk.internal.math.FloatToDecimal")
                || type.startsWith("jdk.internal.math.FormattedFloatingDecimal")
                || type.startsWith("jdk.internal.math.FloatingDecimal$BinaryToASCII")
                || type.startsWith("java.util.HexFormat");
    }
}
