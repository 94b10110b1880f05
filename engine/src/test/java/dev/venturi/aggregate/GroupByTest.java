package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes out of small tables, and what is said of those that cannot be grouped.
class GroupByTest {
    private static final GroupByOptions OPTIONS = GroupByOptions.defaults().withWorkers(2);

    @TempDir Path directory;

    private GroupedRows run(String csv, GroupByPlan plan) throws Exception {
        return GroupedRows.of(write(csv), plan, OPTIONS);
    }

    private Path write(String csv) throws IOException {
        return Files.writeString(directory.resolve("t.csv"), csv);
    }

    @Test
    void groupsComeInOrderOfFirstAppearance() throws Exception {
        GroupedRows grouped =
                run(
                        "k,x\nb,1\na,2\nb,3\nc,\na,5\n",
                        new GroupByPlan(
                                List.of("k"),
                                List.of(
                                        Aggregation.rows(),
                                        Aggregation.count("x"),
                                        Aggregation.sum("x"),
                                        Aggregation.mean("x"),
                                        Aggregation.min("x"),
                                        Aggregation.max("x").as("most"))));

        assertThat(grouped.schema().names())
                .containsExactly("k", "rows", "x_count", "x_sum", "x_mean", "x_min", "most");
        assertThat(grouped.rows())
                .containsExactly(
                        Arrays.asList("b", 2L, 2L, 4L, 2.0, 1L, 3L),
                        Arrays.asList("a", 2L, 2L, 7L, 3.5, 2L, 5L),
                        Arrays.asList("c", 1L, 0L, null, null, null, null));
        assertThat(grouped.summary().rows()).isEqualTo(5);
        assertThat(grouped.summary().groups()).isEqualTo(3);
    }

    @Test
    void aColumnThatTurnsOutToHoldFractionsIsSummedInDoubles() throws Exception {
        StringBuilder csv = new StringBuilder("k,x\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append(i % 3).append(',').append(i).append('\n');
        }
        csv.append("0,0.5\n");

        GroupedRows grouped =
                run(csv.toString(), new GroupByPlan(List.of("k"), List.of(Aggregation.sum("x"))));

        assertThat(grouped.rows().getFirst()).containsExactly(0L, 66_663_333.5);
    }

    @Test
    void aTableWithoutKeysIsOneGroup() throws Exception {
        GroupByPlan plan =
                new GroupByPlan(
                        List.of(), List.of(Aggregation.rows(), Aggregation.quantile("x", 0.25)));

        assertThat(run("x\n1\n2\n3\n4\n5\n", plan).rows()).containsExactly(List.of(5L, 2.0));
    }

    @Test
    void aMissingKeyIsAnErrorThatNamesItsRow() {
        GroupByPlan plan = new GroupByPlan(List.of("k"), List.of(Aggregation.rows()));

        assertThatThrownBy(() -> run("k,x\na,1\n,2\nb,3\n", plan))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("t.csv:3")
                .hasMessageContaining("the key is missing");
    }

    @Test
    void missingKeysThatAreKeptAreAGroup() throws Exception {
        GroupByPlan plan =
                new GroupByPlan(List.of("k"), List.of(Aggregation.sum("x")), true, false);

        assertThat(run("k,x\n7,1\n,2\n7,3\n,4\n", plan).rows())
                .containsExactly(Arrays.asList(7L, 4L), Arrays.asList(null, 6L));
    }

    @Test
    void aSumBeyondInt64IsAnErrorThatNamesTheGroup() {
        GroupByPlan plan = new GroupByPlan(List.of("k"), List.of(Aggregation.sum("x")));

        assertThatThrownBy(
                        () -> run("k,x\na,9223372036854775807\nb,9223372036854775807\nb,1\n", plan))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("group \"b\"")
                .hasMessageContaining("beyond the range of int64");
    }

    @Test
    void aSumThatIsInRangeAtItsEndMayLeaveItOnTheWay() throws Exception {
        GroupByPlan plan = new GroupByPlan(List.of("k"), List.of(Aggregation.sum("x")));

        assertThat(run("k,x\na,9223372036854775807\na,1\na,-1\n", plan).rows())
                .containsExactly(List.of("a", Long.MAX_VALUE));
    }

    @Test
    void whatIsAskedWronglyIsToldWithTheNearestName() {
        assertThatThrownBy(() -> Aggregation.named("summ", Map.of(), "x", loader()))
                .isInstanceOf(UsageException.class)
                .hasMessage("no aggregate \"summ\"; did you mean sum?");
        assertThatThrownBy(() -> Aggregation.named("quantile", Map.of("q", "2"), "x", loader()))
                .isInstanceOf(UsageException.class)
                .hasMessage("aggregate quantile: q: found \"2\", expected a number from 0 to 1");
        assertThatThrownBy(() -> Aggregation.named("sum", Map.of(), null, loader()))
                .isInstanceOf(UsageException.class)
                .hasMessage("aggregate sum: name the column");
        assertThatThrownBy(() -> Aggregation.named("no.such.Class", Map.of(), "x", loader()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no such class on the class path");
        assertThatThrownBy(() ->
                        run(
                                "k,x\na,b\n",
                                new GroupByPlan(List.of("k"), List.of(Aggregation.sum("x")))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("column \"x\" holds TEXT");
        assertThatThrownBy(() ->
                        run(
                                "k,x\na,1\n",
                                new GroupByPlan(List.of("kk"), List.of(Aggregation.sum("x")))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean \"k\"?");
    }

    @Test
    void anAggregateOfOnesOwnIsNamedByItsClassAndTakesParameters() throws Exception {
        Aggregation cubes =
                Aggregation.named(PowerMean.class.getName(), Map.of("power", "3"), "x", loader());

        GroupedRows grouped = run("k,x\na,1\na,2\n", new GroupByPlan(List.of("k"), List.of(cubes)));

        assertThat(grouped.schema().names()).containsExactly("k", "x_power_mean_power3");
        assertThat(grouped.rows()).containsExactly(List.of("a", Math.pow(4.5, 1 / 3.0)));
        assertThatThrownBy(() ->
                        Aggregation.named(
                                PowerMean.class.getName(), Map.of("p", "3"), "x", loader()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected power");
    }

    @Test
    void reproducibleSumsDoNotDependOnTheOrderOfTheRows() throws Exception {
        GroupByPlan plan =
                new GroupByPlan(
                        List.of("k"),
                        List.of(Aggregation.sum("x"), Aggregation.sampleStd("x")),
                        false,
                        true);
        List<String> rows = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            rows.add("a," + Math.scalb(random.nextGaussian(), random.nextInt(60)));
        }
        List<List<Object>> sums = new ArrayList<>();
        for (int order = 0; order < 3; order++) {
            sums.add(
                    List.copyOf(
                            run("k,x\n" + String.join("\n", rows) + "\n", plan).rows().getFirst()));
            Collections.shuffle(rows, random);
        }

        assertThat(new HashSet<>(sums)).hasSize(1);
    }

    private static ClassLoader loader() {
        return GroupByTest.class.getClassLoader();
    }
}
