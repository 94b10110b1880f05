package dev.venturi.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.demo.NaiveTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitCheckTest {
    private static final NaiveTable TABLE =
            new NaiveTable(
                    List.of("x"),
                    new String[] {"a", "b"},
                    new double[0],
                    new double[][] {{1, Double.NaN}});
    private static final List<String> NAMES = List.of("mean", "max");
    private static final List<double[]> EXPECTED =
            List.of(new double[] {0.1, 3}, new double[] {Double.NaN, -0.0});

    @TempDir private Path directory;

    private BitCheck check(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("features.csv"), text);
        return BitCheck.of(file, TABLE, NAMES, EXPECTED);
    }

    @Test
    void theSameBitsAreTheSame() throws IOException {
        assertThat(check("patient_id,x_mean,x_max\na,0.1,3\nb,,-0.0\n"))
                .isEqualTo(new BitCheck(4, 0, null));
    }

    @Test
    void oneBitIsADifference() throws IOException {
        BitCheck check = check("patient_id,x_mean,x_max\na,0.10000000000000002,3\nb,,0\n");
        assertThat(check.differing()).isEqualTo(2);
        assertThat(check.first())
                .isEqualTo("patient a, x_mean: expected 0.1, found 0.10000000000000002");
    }

    @Test
    void missingExtraAndOtherRowsAreDifferences() throws IOException {
        assertThat(check("patient_id,x_mean,x_max\na,0.1,3\n").first()).contains("patient b");
        assertThat(check("patient_id,x_mean,x_max\na,0.1,3\nb,,-0.0\nc,1,1\n").first())
                .contains("end", "c,1,1");
        assertThat(check("patient_id,x_mean,x_max\nb,0.1,3\nb,,-0.0\n").first())
                .contains("patient a");
        assertThat(check("patient_id,x_max,x_mean\na,0.1,3\nb,,-0.0\n").first()).contains("header");
    }
}
