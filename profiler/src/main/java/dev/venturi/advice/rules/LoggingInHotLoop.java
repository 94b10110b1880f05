package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;

/// Log lines and lines on the console take a visible part of the time.
final class LoggingInHotLoop extends CpuSymptom {
    LoggingInHotLoop() {
        super(
                "logging-in-hot-loop",
                "logging",
                "Log per batch instead of per item, lower the level here, pass "
                        + "parameters instead of finished text, or use an asynchronous appender.");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        return type.startsWith("java.util.logging.")
                || type.startsWith("org.slf4j.")
                || type.startsWith("ch.qos.logback.")
                || type.startsWith("org.apache.logging.")
                || type.startsWith("org.apache.log4j.")
                || type.startsWith("org.apache.commons.logging.")
                || type.startsWith("org.jboss.logging.")
                || type.startsWith("com.google.common.flogger.")
                || type.startsWith("java.lang.System$Logger")
                || type.startsWith("jdk.internal.logger.")
                || type.startsWith("sun.util.logging.")
                || (type.equals("java.io.PrintStream")
                        && frame.method().startsWith("print")
                        && !frame.method().equals("printf"));
    }
}
