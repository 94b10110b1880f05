package dev.venturi.cli;

import dev.venturi.cli.command.Verbs;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/// Writes the script with which bash and zsh complete verbs, options and names; the build runs it.
final class Completion {
    /// Where there are no words to complete, picocli forbids the names of files as well; but inputs
    /// and outputs are files.
    private static final String NO_FILES = "\n  type compopt &>/dev/null && compopt +o default\n";

    private Completion() {}

    /// Writes the script.
    ///
    /// @param args the file to write
    public static void main(String[] args) throws IOException {
        Console nobody =
                new Console(
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        Terminal.none(80));
        String script = AutoComplete.bash("venturi", Verbs.commandLine(new String[0], nobody));
        Files.writeString(Path.of(args[0]), script.replace(NO_FILES, "\n"));
    }
}
