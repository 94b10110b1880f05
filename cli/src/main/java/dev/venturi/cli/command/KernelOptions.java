package dev.venturi.cli.command;

import picocli.CommandLine.Option;

/// Which loops compute, which never changes what comes out.
final class KernelOptions {
    @Option(
            names = "--kernels",
            paramLabel = "KERNELS",
            completionCandidates = Candidates.KernelChoices.class,
            description =
                    "auto (default): vector where the machine has it and the table is large enough;"
                            + " scalar; vector.")
    String kernels = "auto";
}
