package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.venturi.compare.ComparisonResult.Method;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableComparisonTest {
    @TempDir private Path directory;

    @Test
    void tableEqualsItself() {
        String table = "id,x,t\n1,0.5,a\n2,,\n3,-0.0,\"b,c\"\n";
        ComparisonResult result = compare(table, table);
        assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(result.matchedKeys()).isEqualTo(3);
        assertThat(result.firstRows()).isEqualTo(3);
        assertThat(result.secondRows()).isEqualTo(3);
        assertThat(result.method()).isEqualTo(Method.MERGED);
        assertThat(result.columns())
                .extracting(ColumnComparison::column, ColumnComparison::verdict)
                .containsExactly(tuple("x", Verdict.EQUAL), tuple("t", Verdict.EQUAL));
    }

    // first value of the column, then the pair; a column of numbers unless told otherwise
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "1, 72, 72.0, EQUAL",
                "1, 72, +72, EQUAL",
                "1, 007, 7, EQUAL",
                "1, 1e3, 1000, EQUAL",
                "1, 0.1, 0.10, EQUAL",
                "1, 0.1, 0.1000000000000000055511151231257827, EQUAL",
                "1, inf, Infinity, EQUAL",
                "1, 1e400, inf, EQUAL",
                "1, ' 5 ', 5, EQUAL",
                "1, '\"5\"', 5, EQUAL",
                "1, '', NaN, EQUAL",
                "1, NA, null, EQUAL",
                "1, '', '\"\"', EQUAL",
                "1, -0.0, 0.0, WITHIN",
                "1, -0, 0, WITHIN",
                "1, 0.1, 0.10000000000000002, DIFFERENT",
                "1, 9007199254740993, 9007199254740992, DIFFERENT",
                "1, 9007199254740993, 9007199254740992.0, EQUAL",
                "1, -9223372036854775808, 9223372036854775807, DIFFERENT",
                "1, inf, -inf, DIFFERENT",
                "1, inf, 1e308, DIFFERENT",
                "1, 0, '', DIFFERENT",
                "1, x, 1, DIFFERENT",
                "1, x, x, EQUAL",
                "true, TRUE, true, EQUAL",
                "true, false, true, DIFFERENT",
                "true, true, 1, EQUAL",
                "2026-01-01, 2026-01-01, 2026-01-01T00:00:00.000, EQUAL",
                "2026-01-01, 2026-01-01 12:00Z, 2026-01-01T14:00+02:00, EQUAL",
                "2026-01-01, 2026-01-01, 2026-01-02, DIFFERENT",
                "2026-01-01, 2026-01-01, soon, DIFFERENT",
                "a, 72, 72.0, DIFFERENT",
                "a, 007, 7, DIFFERENT",
                "a, ' b', b, DIFFERENT",
                "a, '\"b\"', b, EQUAL",
                "a, NA, '', EQUAL",
                "a, é, e, DIFFERENT",
            })
    void valuesAreComparedAsWhatTheyMean(String first, String a, String b, Verdict expected) {
        ComparisonResult result =
                compare(
                        "id,x\n1,%s\n2,%s\n".formatted(first, a),
                        "id,x\n1,%s\n2,%s\n".formatted(first, b));
        assertThat(result.verdict()).isEqualTo(expected);
        assertThat(result.columns().getFirst().differing())
                .isEqualTo(expected == Verdict.EQUAL ? 0 : 1);
    }

    @Test
    void columnThatIsMissingAtFirstHasTheKindOfItsFirstValue() {
        // 20,000 rows are more than the rows that are looked at when a table is opened
        StringBuilder a = new StringBuilder("id,x\n");
        StringBuilder b = new StringBuilder("id,x\n");
        for (int i = 0; i < 200_000; i++) {
            a.append(i).append(",\n");
            b.append(i).append(",NA\n");
        }
        a.append("200000,a\n200001,07\n");
        b.append("200000,a\n200001,7\n");
        ColumnComparison x = compare(a.toString(), b.toString()).columns().getFirst();
        assertThat(x.firstKind()).isEqualTo(ValueKind.TEXT);
        assertThat(x.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(x.example()).isEqualTo(new DifferingRow("200001", "07", "7"));
    }

    @Test
    void differencesAreMeasuredAndTheFirstIsShown() {
        ComparisonResult result =
                compare(
                        "id,x,y\n3,1.0,5\n1,2.0,6\n2,4.0,7\n",
                        "id,x,y\n1,2.5,6\n2,4.25,7\n3,1.0,5\n");
        ColumnComparison x = result.columns().getFirst();
        assertThat(x.differing()).isEqualTo(2);
        assertThat(x.beyond()).isEqualTo(2);
        assertThat(x.largestAbsolute()).isEqualTo(0.5);
        assertThat(x.largestRelative()).isEqualTo(0.2);
        assertThat(x.example()).isEqualTo(new DifferingRow("1", "2.0", "2.5"));
        assertThat(result.columns().get(1).verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(result.verdict()).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void toleranceIsAbsolutePlusRelativeOfTheSecond() {
        String a = "id,x\n1,10\n2,100\n";
        String b = "id,x\n1,11\n2,110\n";
        assertThat(withTolerance(a, b, 0, 10)).isEqualTo(Verdict.WITHIN);
        assertThat(withTolerance(a, b, 0, 9.9)).isEqualTo(Verdict.DIFFERENT);
        assertThat(withTolerance(a, b, 0.1, 0)).isEqualTo(Verdict.WITHIN);
        assertThat(withTolerance(b, a, 0.1, 0)).isEqualTo(Verdict.WITHIN);
        assertThat(withTolerance(a, b, 0.0909, 0)).isEqualTo(Verdict.DIFFERENT);
        assertThat(withTolerance(a, b, 0.095, 0)).isEqualTo(Verdict.WITHIN);
        assertThat(withTolerance(b, a, 0.095, 0)).isEqualTo(Verdict.DIFFERENT);
        assertThat(withTolerance(a, b, 0.05, 4.5)).isEqualTo(Verdict.WITHIN);
        assertThat(withTolerance(a, b, 0.05, 4.4)).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void infinitiesAndMissingValuesAreWithinNoTolerance() {
        String finite = "id,x\n1,1\n2,2\n";
        assertThat(withTolerance(finite, "id,x\n1,1\n2,inf\n", 1, 1e308))
                .isEqualTo(Verdict.DIFFERENT);
        assertThat(withTolerance(finite, "id,x\n1,1\n2,\n", 1, 1e308)).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void columnsHaveTolerancesOfTheirOwn() {
        ComparisonResult result =
                Comparing.texts(directory, "id,x,y\n1,1,1\n", "id,x,y\n1,1.5,1.5\n")
                        .by("id")
                        .tolerance(new Tolerance(0, 0.1))
                        .tolerance("y", new Tolerance(0, 0.5))
                        .compare();
        assertThat(Comparing.column(result, "x").verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(Comparing.column(result, "y").verdict()).isEqualTo(Verdict.WITHIN);
        assertThat(Comparing.column(result, "y").beyond()).isZero();
        assertThat(Comparing.column(result, "y").differing()).isEqualTo(1);
    }

    @Test
    void rowOutsideTheToleranceIsShownBeforeOneWithin() {
        ComparisonResult result =
                Comparing.texts(directory, "id,x\n1,1\n2,1\n3,1\n", "id,x\n1,1.1\n2,9\n3,8\n")
                        .by("id")
                        .tolerance(new Tolerance(0, 0.5))
                        .compare();
        assertThat(result.columns().getFirst().example())
                .isEqualTo(new DifferingRow("2", "1", "9"));
    }

    @Test
    void missingExtraAndRepeatedKeysAreDifferencesWithExamples() {
        ComparisonResult result =
                compare(
                        "id,x\n1,1\n2,1\n2,7\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n",
                        "id,x\n2,1\n3,1\n3,2\n3,3\n");
        assertThat(result.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(result.columns().getFirst().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(result.missing()).isEqualTo(new KeyFinding(7, List.of("1", "4", "5", "6", "7")));
        assertThat(result.extra()).isEqualTo(new KeyFinding(1, List.of("3")));
        assertThat(result.repeatedInFirst()).isEqualTo(new KeyFinding(1, List.of("2")));
        assertThat(result.repeatedInSecond()).isEqualTo(new KeyFinding(1, List.of("3")));
        assertThat(result.matchedKeys()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'id,x\n1,1\n2,2\n', 'id,x\n1,1\n'", "'id,x\n1,1\n1,1\n', 'id,x\n1,1\n'"})
    void anyFindingAboutKeysMakesTablesDifferent(String a, String b) {
        assertThat(compare(a, b).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(compare(b, a).verdict()).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void keysOfSeveralColumnsAreComparedPartByPart() {
        ComparisonResult result =
                Comparing.texts(directory, "a,b,x\n1,23,1\n12,3,2\n", "b,x,a\n3,2,12\n23,1,1\n")
                        .by("a", "b")
                        .compare();
        assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
        ComparisonResult swapped =
                Comparing.texts(directory, "a,b,x\n1,23,1\n", "a,b,x\n12,3,1\n")
                        .by("a", "b")
                        .compare();
        assertThat(swapped.missing().examples()).containsExactly("1, 23");
        assertThat(swapped.extra().examples()).containsExactly("12, 3");
    }

    @Test
    void keysAreEqualByTheirBytes() {
        assertThat(compare("id,x\n7,1\n", "id,x\n07,1\n").missing().count()).isEqualTo(1);
        assertThat(compare("id,x\n\"a\",1\n", "id,x\na,1\n").verdict()).isEqualTo(Verdict.EQUAL);
        // e with an accent, composed and decomposed
        assertThat(compare("id,x\n\u00c3\u00a9,1\n", "id,x\ne\u00cc\u0081,1\n").extra().count())
                .isEqualTo(1);
    }

    @Test
    void columnsOfOneTableOnlyAreDifferences() {
        ComparisonResult result = compare("id,x,y\n1,1,1\n", "z,id,y\n1,1,1\n");
        assertThat(result.onlyInFirst()).containsExactly("x");
        assertThat(result.onlyInSecond()).containsExactly("z");
        assertThat(result.columns()).extracting(ColumnComparison::column).containsExactly("y");
        assertThat(result.verdict()).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void onlySelectedColumnsAreCompared() {
        ComparisonResult result =
                Comparing.texts(directory, "id,x,y,w\n1,1,1,2\n", "z,y,id,x\n1,1,1,2\n")
                        .by("id")
                        .select(List.of("y"))
                        .compare();
        assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(result.columns()).extracting(ColumnComparison::column).containsExactly("y");
    }

    @Test
    void kindsThatDifferAreTold() {
        ColumnComparison x = compare("id,x\n1,1\n2,1\n", "id,x\n1,one\n2,1\n").columns().getFirst();
        assertThat(x.firstKind()).isEqualTo(ValueKind.NUMBER);
        assertThat(x.secondKind()).isEqualTo(ValueKind.TEXT);
        assertThat(x.kindsDiffer()).isTrue();
        ColumnComparison empty = compare("id,x\n1,1\n", "id,x\n1,\n").columns().getFirst();
        assertThat(empty.secondKind()).isEqualTo(ValueKind.NOTHING);
        assertThat(empty.kindsDiffer()).isFalse();
    }

    @Test
    void sameUnsortedOrderIsReadSideBySide() {
        String table = "id,x\nweb-2,1\nweb-1,2\nweb-3,3\n";
        assertThat(compare(table, table).method()).isEqualTo(Method.SIDE_BY_SIDE);
        assertThat(compare(table, table).verdict()).isEqualTo(Verdict.EQUAL);
        String repeated = "id,x\nb,1\na,2\nb,3\n";
        ComparisonResult result = compare(repeated, repeated);
        assertThat(result.method()).isEqualTo(Method.IN_MEMORY);
        assertThat(result.repeatedInFirst().examples()).containsExactly("b");
    }

    @Test
    void otherOrderIsBroughtTogetherInMemory() {
        ComparisonResult result = compare("id,x\n2,1\n1,2\n", "id,x\n1,2\n2,1\n");
        assertThat(result.method()).isEqualTo(Method.IN_MEMORY);
        assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
    }

    @Test
    void missingKeyIsAnErrorThatNamesTheRow() {
        TableComparison comparison =
                Comparing.texts(directory, "id,x\n1,1\n,2\n", "id,x\n1,1\nNA,2\n").by("id");
        assertThatThrownBy(comparison::compare)
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        directory.resolve("before.csv")
                                + ":3: column \"id\": the key is missing; drop such rows, or"
                                + " compare them as a key of their own with --keep-null-key");
        ComparisonResult kept = comparison.keepNullKeys(true).compare();
        assertThat(kept.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(kept.matchedKeys()).isEqualTo(2);
    }

    @Test
    void unknownColumnsAreUsageErrorsThatNameTheTable() {
        TableComparison comparison =
                Comparing.texts(directory, "id,heart_rate\n1,1\n", "pid,heart_rate\n1,1\n");
        assertThatThrownBy(comparison::compare)
                .isInstanceOf(UsageException.class)
                .hasMessage("--by: expected the columns that tell the rows apart");
        assertThatThrownBy(() -> comparison.by("id").compare())
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        directory.resolve("after.csv")
                                + ": --by: no column \"id\"; did you mean \"pid\"?");
        assertThatThrownBy(() -> comparison.by("heart_rate").select(List.of("heart")).compare())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--select: no column \"heart\"");
        assertThatThrownBy(
                        () -> comparison.by("heart_rate").tolerance("x", Tolerance.NONE).compare())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("tolerance of \"x\": no such column is compared");
        assertThatThrownBy(() -> new Tolerance(-1, 0))
                .isInstanceOf(UsageException.class)
                .hasMessage("rtol -1.0: expected 0 or more");
        assertThatThrownBy(() -> new Tolerance(0, Double.NaN))
                .isInstanceOf(UsageException.class)
                .hasMessage("atol NaN: expected 0 or more");
    }

    @Test
    void raggedRowIsReportedWithItsPlaceAndNoFileIsLeft() throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        StringBuilder a = new StringBuilder("id,x\n");
        StringBuilder b = new StringBuilder("id,x\n");
        for (int i = 0; i < 5_000; i++) {
            a.append(5_000 - i).append(",1\n");
            b.append(i).append(",1\n");
        }
        b.append("9,9,9\n");
        TableComparison comparison =
                Comparing.texts(directory, a.toString(), b.toString())
                        .by("id")
                        .memory(1 << 14)
                        .temporaryDirectory(temporary);
        assertThatThrownBy(comparison::compare)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("after.csv:5002")
                .hasMessageContaining("expected 2 fields, found 3");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void directoryThatCannotBeWrittenIsNamed() {
        Path missing = directory.resolve("nowhere");
        StringBuilder a = new StringBuilder("id,x\n");
        StringBuilder b = new StringBuilder("id,x\n");
        for (int i = 0; i < 5_000; i++) {
            a.append(5_000 - i).append(",1\n");
            b.append(i).append(",1\n");
        }
        assertThatThrownBy(() ->
                        Comparing.texts(directory, a.toString(), b.toString())
                                .by("id")
                                .memory(1 << 14)
                                .temporaryDirectory(missing)
                                .compare())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(missing + ": cannot create a temporary file");
    }

    @Test
    void progressEndsWithTheWholeStep() {
        List<CompareProgress> told = new ArrayList<>();
        String table = "id,x\n1,1\n2,2\n";
        Comparing.texts(directory, table, table).by("id").compare(told::add);
        assertThat(told).last().isEqualTo(new CompareProgress("reading side by side", 1.0));
    }

    private ComparisonResult compare(String a, String b) {
        return Comparing.texts(directory, a, b).by("id").compare();
    }

    private Verdict withTolerance(String a, String b, double relative, double absolute) {
        return Comparing.texts(directory, a, b)
                .by("id")
                .tolerance(new Tolerance(relative, absolute))
                .compare()
                .verdict();
    }
}
