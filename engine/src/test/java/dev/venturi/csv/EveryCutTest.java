package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.Projection;
import dev.venturi.table.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A file cut into splits anywhere, and read in chunks of any size, gives the rows it gives whole.
class EveryCutTest {
    private static final CsvOptions COMMAS = CsvOptions.DEFAULTS.withDelimiter(",");

    @TempDir Path directory;

    static List<String> files() {
        List<String> files =
                new ArrayList<>(
                        List.of(
                                "k,x\na,1\na,2\nb,3\n",
                                "k,x\na,1\na,2\nb,3",
                                "k,x\r\na,1\r\na,2\r\nb,3\r\n",
                                "k,x\r\na,1\r\na,2\r\nb,3",
                                "\uFEFFk,x\na,1\nb,2\n",
                                "k,x\n\n\na,1\n\nb,2\n\n\n",
                                "k,x\r\n\r\na,1\r\n\r\nb,2\r\n\r\n",
                                "k,x\n  \na,1\n \t \nb,2\n",
                                "k,x\na,\na,\nb,\n",
                                "k,x\n,1\n,2\nb,3\n",
                                "k,x\n\"a\",\"1\"\n\"a\",\"2\"\n\"b\",\"3\"\n",
                                "k,x\n\"a\",\"1\"\r\n\"a\",\"2\"\r\n\"b\",\"3\"\r\n",
                                "k,x\n\"a\",\"1\"",
                                "k,x\n\"a,b\",1\n\"a,b\",2\n\"c,\",3\n",
                                "k,x\n\"a\nb\",1\n\"a\nb\",2\n\"c\n\n\",3\n",
                                "k,x\n\"a\r\nb\",1\r\n\"a\r\nb\",2\r\n",
                                "k,x\n\"a\n1,2\nb\",1\nc,2\n",
                                "k,x\n\"a\n\"\"\n\"\"b\",1\nc,2\n",
                                "k,x\n\"\"\"\",1\n\"\"\"\"\"\",2\n\"a\"\"b\",3\n",
                                "k,x\n\"\",1\n\"\",2\n",
                                "k,x\na\"b,1\na\"b,2\n\"\"\"\n\",3\n",
                                "k,x\na\"\"\"b,1\n5\" pipe,2\n",
                                "k,x\n\"a,1\nb,2\n\",3\nc,4\n",
                                "k,x\n\"\n\",1\n\"\n\",2\n\"\n\n\n\",3\n",
                                "k,x\nab,1\n\"1\n2\n3\n4\n5\n6\n7\n8\",2\nc,3\n",
                                "k,x\naaaaaaaa,1\naaaaaaaab,2\naaaaaaaa,3\n",
                                "k,x\n\u00e4\u00f6\u00fc,1\n\u20ac\ud83d\ude00,2\n",
                                "k,x\na,1e5\na,-0\nb,+7\nb,007\n",
                                "k,x\na,123456789012\nb,0.12345678901234567\n",
                                "k,x\na,9007199254740993\na,-9223372036854775808\nb,1\n",
                                "k,x\na,inf\na,-Infinity\nb,1e400\n",
                                "k,x\na,NA\na,null\nb, 3 \n",
                                "k,x\na, \na,\t\nb,1\n",
                                "x,k\n1,a\n2,a\n3,b\n",
                                "x,k\r\n1,a\r\n2,a\r\n3,b\r\n",
                                "x,k\n1,\"a\n\"\n2,\"a\n\"\n3,b",
                                "x,k\r\n,a\r\n,\r\n3,\r\n",
                                "k,s,x\na,\"it's, \"\"fine\"\"\n\",1\nb,t,2\n",
                                "k,s,x\na,,1\na,\"\",2\nb,\"\n\n\n\n\",3\n",
                                "k,s,x\na,\"x\ny\nz\",1\na,\"k,s\n\",2\n",
                                "k,s,x\na,',1\na,\"'\",2\n",
                                "k,x,y,z\na,1,2,3\na,4,5,6\nb,7,8,9\nc,,,\n",
                                "k,x\na,\"1\n\"\n".replace("\"1\n\"", "\" 1\""),
                                "k,x\n" + "a,1\n".repeat(40),
                                "k,x\n" + "\"a\n\",1\n".repeat(30),
                                "k,x\n" + "\"\"\"\n\",1\n".repeat(20),
                                "k,x\n" + "long".repeat(40) + ",1\n" + "b,2\n",
                                "k,x\n\"" + "long\n".repeat(30) + "\",1\nb,2\n",
                                "k,x\n\"" + "\"\"".repeat(40) + "\",1\nb,2\n",
                                "k,x\n\"" + ",\n".repeat(40) + "\",1\nb,2\n"));
        SplittableRandom random = new SplittableRandom(42);
        files.add(
                "k,x\n"
                        + IntStream.range(0, 30)
                                .mapToObj(i -> i / 4 + "," + random.nextInt(100_000) / 10.0)
                                .collect(Collectors.joining("\n")));
        return files;
    }

    static Stream<String> quotedFiles() {
        return files().stream().filter(file -> file.contains("\""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void cutIntoTwoAtEveryByte(String content) throws IOException {
        CsvTable table = Tables.of(directory, content, COMMAS);
        Projection columns = keepingNullKeys(Tables.projection(table, "k//x"));
        Split whole = table.splits(Long.MAX_VALUE).getFirst();
        RowsRead expected = RowsRead.of(table, columns, List.of(whole), 1000);
        assertThat(expected.rows).isNotEmpty();
        for (long cut = whole.from() + 1; cut < whole.to(); cut++) {
            List<Split> splits =
                    List.of(
                            new Split(0, whole.from(), cut, true),
                            new Split(0, cut, whole.to(), false));
            RowsRead read = RowsRead.of(table, columns, splits, 3);
            assertThat(read.rows).as("cut at %d", cut).isEqualTo(expected.rows);
            assertThat(read.fractional).isEqualTo(expected.fractional);
            assertThat(read.overflowed).isEqualTo(expected.overflowed);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void cutIntoPiecesOfEverySize(String content) throws IOException {
        CsvTable table = Tables.of(directory, content, COMMAS);
        Projection columns = keepingNullKeys(Tables.projection(table, "k//x"));
        Split whole = table.splits(Long.MAX_VALUE).getFirst();
        List<String> expected = RowsRead.of(table, columns, List.of(whole), 1000).rows;
        for (int size = 1; size < Math.min(40, whole.to() - whole.from()); size++) {
            List<Split> splits = new ArrayList<>();
            for (long from = whole.from(); from < whole.to(); from += size) {
                long to = Math.min(from + size, whole.to());
                splits.add(new Split(0, from, to, from == whole.from()));
            }
            assertThat(RowsRead.of(table, columns, splits, 5).rows)
                    .as("pieces of %d bytes", size)
                    .isEqualTo(expected);
            assertThat(RowsRead.of(table, columns, table.splits(size), 5).rows).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readInChunksOfEverySize(String content) throws IOException {
        CsvTable table = Tables.of(directory, content, COMMAS);
        Projection columns = keepingNullKeys(Tables.projection(table, "k//x"));
        List<Split> whole = table.splits(Long.MAX_VALUE);
        List<String> expected = RowsRead.of(table, columns, whole, 1000).rows;
        for (int chunk : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 31, 63, 64, 65, 127}) {
            CsvTable chunked = Tables.chunked(directory, content, COMMAS, chunk);
            assertThat(chunked.schema()).isEqualTo(table.schema());
            assertThat(RowsRead.of(chunked, columns, whole, 3).rows)
                    .as("chunks of %d bytes", chunk)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFirstRowOfARunIsLocated(String content) throws IOException {
        CsvTable table = Tables.of(directory, content, COMMAS);
        Split whole = table.splits(Long.MAX_VALUE).getFirst();
        List<Long> lines = FastCsvRows.lines(content);
        for (int r = 1; r < lines.size(); r++) {
            assertThat(table.locate(0, whole.from(), r - 1, "x").line()).isEqualTo(lines.get(r));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void cutsAndSmallChunksTogether(int chunk) throws IOException {
        for (String content : quotedFiles().toList()) {
            CsvTable table = Tables.chunked(directory, content, COMMAS, chunk);
            Projection columns = keepingNullKeys(Tables.projection(table, "k//x"));
            List<String> expected =
                    RowsRead.of(table, columns, table.splits(Long.MAX_VALUE), 1000).rows;
            for (int pieces = 2; pieces < 9; pieces++) {
                long size = Math.max(1, table.bytes() / pieces);
                assertThat(RowsRead.of(table, columns, table.splits(size), 2).rows)
                        .isEqualTo(expected);
            }
        }
    }

    private static Projection keepingNullKeys(Projection columns) {
        return new Projection(columns.keys(), columns.order(), columns.values(), true);
    }
}
