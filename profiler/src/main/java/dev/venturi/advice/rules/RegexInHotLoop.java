package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;

/// Regular expressions take a visible part of the time.
final class RegexInHotLoop extends CpuSymptom {
    RegexInHotLoop() {
        super(
                "regex-in-hot-loop",
                "regular expressions",
                "Compile the pattern once into a static final Pattern and reuse it; "
                        + "where the text has a fixed form, take it apart with indexOf, "
                        + "startsWith or charAt instead.");
    }

    @Override
    boolean starts(Frame frame) {
        return frame.type().startsWith("java.util.regex.")
                || frame.type().startsWith("com.google.re2j.");
    }
}
