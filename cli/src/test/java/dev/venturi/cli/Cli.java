package dev.venturi.cli;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Runs the command in this JVM.
public final class Cli {
    private Cli() {}

    /// What a run left behind.
    public record Result(int exit, String out, String err) {}

    /// Runs it without a screen, tables laid out for 80 columns.
    public static Result run(String... args) {
        return run(80, args);
    }

    /// Runs it without a screen.
    public static Result run(int width, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(args, new Console(out, err, Terminal.none(width)));
        return new Result(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
