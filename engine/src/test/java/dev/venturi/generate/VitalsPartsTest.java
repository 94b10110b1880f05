package dev.venturi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.generate.PatientVitals.Layout;
import dev.venturi.table.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A table cut into files: each row once, in the order of the layout, whoever writes the files.
class VitalsPartsTest {
    private static final PatientVitals TABLE = PatientVitals.of(53, 31).seed(11);

    record Cut(PatientVitals table, int files) {}

    static Stream<Cut> cuts() {
        return Stream.of(Layout.values())
                .flatMap(layout ->
                        Stream.of(1, 2, 7, 31)
                                .flatMap(files ->
                                        Stream.of(false, true)
                                                .map(irregular ->
                                                        new Cut(
                                                                TABLE.layout(layout)
                                                                        .irregular(irregular),
                                                                files))));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void filesInTheOrderOfTheirNamesAreTheTable(Cut cut) throws IOException {
        String whole = Collected.csv(cut.table, 1 << 14);
        String header = whole.substring(0, whole.indexOf('\n') + 1);
        for (int workers : new int[] {1, 3}) {
            StringBuilder joined = new StringBuilder(header);
            Map<String, String> files = files(cut.table.workers(workers), cut.files);
            for (String text : files.values()) {
                assertThat(text).startsWith(header);
                joined.append(text, header.length(), text.length());
            }
            assertThat(files).hasSize(cut.files);
            assertThat(joined.toString()).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void everyLayoutHasTheSameRows(Layout layout) throws IOException {
        for (boolean irregular : new boolean[] {false, true}) {
            PatientVitals table = TABLE.irregular(irregular);
            List<String> expected = Collected.csv(table, 1 << 14).lines().sorted().toList();
            assertThat(Collected.csv(table.layout(layout), 1 << 14).lines().sorted().toList())
                    .isEqualTo(expected);
        }
    }

    @Test
    void byDayEachFileHasEveryPatientOnce() throws IOException {
        Map<String, String> files = files(TABLE.layout(Layout.DAILY), 31);
        int day = 0;
        for (var file : files.entrySet()) {
            assertThat(file.getKey()).isEqualTo("day-%03d".formatted(day));
            List<String> rows = file.getValue().lines().skip(1).toList();
            assertThat(rows).hasSize(53);
            for (int patient = 0; patient < 53; patient++) {
                assertThat(rows.get(patient)).startsWith(patient + "," + day + ",");
            }
            day++;
        }
    }

    @Test
    void clusteredNoPatientIsInTwoFiles() {
        for (VitalsPart part : TABLE.parts(9)) {
            assertThat(part.from() % 31).isZero();
            assertThat((part.to() - part.from()) / 31).isBetween(5L, 6L);
        }
    }

    @Test
    void moreFilesThanThereIsToPutIntoThemIsAnError() {
        assertThat(TABLE.layout(Layout.SHUFFLED).parts(54)).hasSize(54);
        assertThatThrownBy(() -> TABLE.parts(54))
                .isInstanceOf(UsageException.class)
                .hasMessage("--files 54: expected at most 53, one for each patient");
        assertThatThrownBy(() -> TABLE.layout(Layout.DAILY).parts(32))
                .hasMessageContaining("at most 31, one for each day");
        assertThatThrownBy(() -> TABLE.parts(0)).hasMessageContaining("expected 1 or more");
    }

    private static Map<String, String> files(PatientVitals table, int files) throws IOException {
        Map<String, String> texts = new ConcurrentSkipListMap<>();
        GenerateProgress made =
                VitalsParts.write(
                        table,
                        files,
                        (part, progress) -> {
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            part.writeCsv(out, progress);
                            texts.put(part.name(), out.toString(StandardCharsets.US_ASCII));
                        },
                        progress -> {});
        long rows = texts.values().stream().mapToLong(text -> text.lines().count() - 1).sum();
        assertThat(made.rows()).isEqualTo(rows);
        assertThat(made.share()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
        return texts;
    }
}
