package dev.venturi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.kernel.vector.VectorKernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Narrower vectors give the same bits: the vector kernels in JVMs that are held to them.
///
/// A machine with vectors of 512 bits exercises all three widths, and the test fails where one of
/// them cannot be had; a smaller machine exercises those it has, and the output says which.
final class VectorWidthTest {
    private static final Pattern ANSWER =
            Pattern.compile(
                    "^vector \\((\\d) x 64 bits\\): (\\p{XDigit}+-\\p{XDigit}+)$",
                    Pattern.MULTILINE);
    private static final List<String> METHODS =
            List.of(
                    "compact",
                    "sum",
                    "squares",
                    "squaresAndTrend",
                    "squaresAndAxis",
                    "higherPowers",
                    "laggedProducts",
                    "absoluteChanges",
                    "countBeyond");
    private static final String SCALAR_DIGEST =
            KernelDigest.of(new ScalarKernels()) + "-" + KernelDigest.of(new ScalarFieldKernels());

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "-XX:UseAVX=3, 8",
        "-XX:UseAVX=2, 4",
        "-XX:UseAVX=1, 2",
        "-XX:UseAVX=0, 2",
        "-XX:MaxVectorSize=32, 4",
        "-XX:MaxVectorSize=16, 2"
    })
    void everyWidthGivesTheBitsOfTheScalarKernels(String flag, int lanes) throws Exception {
        String output = vectorKernelsIn(flag);
        Matcher answer = ANSWER.matcher(output);
        assertThat(answer.find()).as(output).isTrue();
        assertThat(answer.group(2)).as("digest with %s", flag).isEqualTo(SCALAR_DIGEST);
        assertThat(Integer.parseInt(answer.group(1)))
                .as("lanes with %s on a machine with %d", flag, lanesHere())
                .isEqualTo(expectedLanes(flag, lanes));
        for (String method : METHODS) {
            // level 4 of the compilation log is C2: what ran was vector code, not its emulation
            assertThat(output).containsPattern(" 4 +dev\\S+VectorKernels::" + method + " ");
        }
        assertThat(output).containsPattern(" 4 +dev\\S+VectorFieldKernels::mark ");
        if (answer.group(1).equals("8")) { // elsewhere numbers take the scalar form
            assertThat(output).containsPattern(" 4 +dev\\S+VectorFieldKernels::shortDecimals ");
        }
        System.out.printf("%s: kernels exercised with %s x 64 bits%n", flag, answer.group(1));
    }

    private static int expectedLanes(String flag, int lanes) {
        boolean understood = flag.contains("MaxVectorSize") || isX86();
        return understood ? Math.min(lanes, lanesHere()) : lanesHere();
    }

    private static boolean isX86() {
        return System.getProperty("os.arch").equals("amd64");
    }

    private static int lanesHere() {
        return VectorKernels.lanes();
    }

    /// Runs [KernelDigest] in a JVM that compiles before it goes on, and says what it compiled.
    private String vectorKernelsIn(String flag) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.add(flag);
        command.addAll(List.of("-Xbatch", "-XX:+PrintCompilation"));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(KernelDigest.class.getName(), "vector"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
