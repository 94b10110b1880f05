package dev.venturi.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/// A feature of a user's own, compiled as a user would.
final class OwnFeature {
    private static final String SOURCE =
            """
            package own;

            import dev.venturi.feature.*;
            import java.util.List;

            public final class Span implements FeatureProvider {
                public List<FeatureFunction> features() {
                    return List.of(new FeatureFunction() {
                        public FeatureContract contract() {
                            return FeatureContract.named("span")
                                    .means("valueSpan", "largest less smallest value")
                                    .formula("max(v) - min(v)")
                                    .gives("NaN", "0", "0", "IEEE 754")
                                    .source("a user")
                                    .build();
                        }

                        public double compute(SeriesView series, Parameters parameters) {
                            double min = Double.POSITIVE_INFINITY;
                            double max = Double.NEGATIVE_INFINITY;
                            for (int i = 0; i < series.size(); i++) {
                                min = Math.min(min, series.value(i));
                                max = Math.max(max, series.value(i));
                            }
                            return max - min;
                        }
                    });
                }
            }
            """;

    private OwnFeature() {}

    /// Compiles it.
    ///
    /// @return the directory of the classes, with the service file
    static Path compiledInto(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("src/own")).resolve("Span.java");
        Files.writeString(source, SOURCE);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int exit =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString());
        if (exit != 0) {
            throw new AssertionError("the feature does not compile");
        }
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.write(services.resolve("dev.venturi.feature.FeatureProvider"), List.of("own.Span"));
        return classes;
    }
}
