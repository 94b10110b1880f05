package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;
import java.util.Set;

/// Texts become numbers and dates.
final class NumberParsing extends CpuSymptom {
    private static final Set<String> NUMBERS =
            Set.of(
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Double",
                    "java.lang.Float",
                    "java.lang.Short",
                    "java.lang.Byte");

    NumberParsing() {
        super(
                "number-parsing",
                "parsing of numbers and dates",
                "Parse each value once and keep the number; store data that is read "
                        + "often in a binary form (Parquet, or a file of primitives).");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        String method = frame.method();
        if (NUMBERS.contains(type)) {
            return method.startsWith("parse") || method.equals("decode");
        }
        if (type.startsWith("java.text.") || type.startsWith("java.time.")) {
            return method.startsWith("parse");
        }
        return switch (type) {
            case "jdk.internal.math.FloatingDecimal" ->
                    method.startsWith("parse") || method.startsWith("readJavaFormatString");
            case "java.math.BigDecimal", "java.math.BigInteger" -> method.equals("<init>");
            case "java.util.UUID" -> method.equals("fromString");
            default -> type.startsWith("jdk.internal.math.FloatingDecimal$ASCIIToBinary");
        };
    }
}
