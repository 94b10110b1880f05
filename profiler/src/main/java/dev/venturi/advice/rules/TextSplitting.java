package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;

/// Texts are taken apart into arrays of pieces.
final class TextSplitting extends CpuSymptom {
    TextSplitting() {
        super(
                "text-splitting",
                "splitting texts",
                "Take only the fields that are used, with indexOf and substring, or "
                        + "parse numbers in place; a CSV reader that works on bytes makes no text "
                        + "per field.");
    }

    @Override
    boolean starts(Frame frame) {
        return switch (frame.type()) {
            case "java.lang.String" -> frame.method().startsWith("split");
            case "java.util.regex.Pattern" ->
                    frame.method().startsWith("split") || frame.method().equals("splitAsStream");
            case "java.util.StringTokenizer", "java.util.Scanner" -> true;
            case "com.google.common.base.Splitter" -> true;
            case "org.apache.commons.lang3.StringUtils" -> frame.method().startsWith("split");
            default -> false;
        };
    }
}
