package dev.venturi.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.InputFiles;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One byte changed in the content of each page of a file with checksums is refused each time.
class PageChecksumTest {
    @TempDir Path directory;

    /// Where the content of a page stands.
    private record Content(long from, int length) {}

    private static List<Content> pages(Path path) {
        List<Content> pages = new ArrayList<>();
        try (InputFiles input = InputFiles.of(path)) {
            ParquetFile file = ParquetFooter.read(input.files().getFirst());
            try (FileBytes bytes = FileBytes.open(file.file());
                    PageReader reader = new PageReader(bytes, new PageBuffers(), true)) {
                for (RowGroupPart group : file.groups()) {
                    for (Chunk chunk : group.chunks()) {
                        reader.begin(chunk);
                        while (reader.next()) {
                            assertThat(reader.hasChecksum()).isTrue();
                            long from = reader.position();
                            reader.skip();
                            pages.add(new Content(from, (int) (reader.position() - from)));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return pages;
    }

    private static List<String> rows(Path path, boolean verify) throws IOException {
        try (InputFiles input = InputFiles.of(path)) {
            ParquetTable table = ParquetTable.open(input, Map.of(), verify);
            assertThat(table.unprotectedFiles()).isZero();
            Projection all =
                    ParquetRows.columns(table, List.of("c0"), List.of("c1"), List.of("c2", "c3"));
            return ParquetRows.read(table, all, 1_000, 1 << 20).rows();
        }
    }

    @ParameterizedTest
    @EnumSource(WriterVersion.class)
    void aChangedByteInAnyPageIsRefused(WriterVersion version) throws Exception {
        Random random = new Random(5);
        OracleFile.Form form =
                new OracleFile.Form(
                        3_000,
                        version,
                        CompressionCodecName.UNCOMPRESSED,
                        true,
                        false,
                        0,
                        300,
                        400,
                        1_100,
                        1 << 20);
        Path whole = directory.resolve("whole.parquet");
        OracleFile.write(
                whole,
                form,
                List.of(
                        OracleColumn.STRING,
                        OracleColumn.DATE,
                        OracleColumn.DOUBLE,
                        OracleColumn.INT64),
                random);
        List<String> right = rows(whole, true);
        List<Content> pages = pages(whole);
        assertThat(pages).hasSizeGreaterThan(40);
        int silent = 0;
        Path flipped = directory.resolve("flipped.parquet");
        for (Content page : pages) {
            byte[] bytes = Files.readAllBytes(whole);
            int at = (int) page.from + random.nextInt(page.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(flipped, bytes);
            assertThatThrownBy(() -> rows(flipped, true))
                    .as("byte %d", at)
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("flipped.parquet: row group ")
                    .hasMessageContaining("column \"c")
                    .hasMessageContaining("checksum");
            try {
                silent += rows(flipped, false).equals(right) ? 0 : 1;
            } catch (MalformedDataException _) {
                // some changes show themselves without a checksum
            }
        }
        assertThat(silent).as("silently wrong without verification").isPositive();
    }
}
