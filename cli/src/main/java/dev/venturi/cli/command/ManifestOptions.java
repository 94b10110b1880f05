package dev.venturi.cli.command;

import dev.venturi.csv.InputFiles;
import dev.venturi.input.Manifests;
import dev.venturi.table.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether input is held against its manifest.
final class ManifestOptions {
    @Option(
            names = "--verify-manifest",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "MANIFEST",
            description =
                    "Verify every byte that is read against what venturi manifest wrote, in the"
                            + " directory or beside the file; --verify-manifest=FILE: in this file.")
    @Nullable String manifest;

    /// The files a user means, verified when they are read if that was asked for.
    ///
    /// @throws dev.venturi.table.UsageException when something does not exist
    /// @throws dev.venturi.table.MalformedDataException when the files are not those of the
    ///   manifest
    InputFiles expand(List<String> written) {
        if (manifest != null && written.contains("-")) { // said before all of it is read
            throw new UsageException(
                    "--verify-manifest: standard input has no manifest; name the file it comes from");
        }
        InputFiles files = InputFiles.expand(written);
        if (manifest == null) {
            return files;
        }
        try {
            return Manifests.verified(
                    files, written, manifest.isEmpty() ? null : Path.of(manifest));
        } catch (RuntimeException e) {
            files.closeAfter(e);
            throw e;
        }
    }
}
