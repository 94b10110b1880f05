package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/// Every built-in aggregate under the contract.
class BuiltInAggregatesTest {
    /// One that can be computed of numbers only.
    private abstract static class OfNumbers extends AggregateContract {
        @Override
        boolean takes(ColumnType type) {
            return type.isNumeric();
        }
    }

    /// One that can be computed of anything.
    private abstract static class OfAnything extends AggregateContract {
        @Override
        boolean takes(ColumnType type) {
            return true;
        }
    }

    private static void assertNear(@Nullable Object merged, @Nullable Object whole, double bound) {
        if (whole instanceof Double expected && !expected.isNaN()) {
            assertThat((Double) merged).isCloseTo(expected, within(bound));
        } else {
            assertThat(merged).isEqualTo(whole);
        }
    }

    @Nested
    class Rows extends OfAnything {
        @Override
        Aggregation aggregation() {
            return Aggregation.rows();
        }

        @Override
        boolean countsMissing() {
            return true;
        }
    }

    @Nested
    class Count extends OfAnything {
        @Override
        Aggregation aggregation() {
            return Aggregation.count("x");
        }
    }

    @Nested
    class Sum extends OfNumbers {
        @Override
        Aggregation aggregation() {
            return Aggregation.sum("x");
        }

        @Override
        void assertMerged(@Nullable Object merged, @Nullable Object whole, double scale) {
            assertNear(merged, whole, 2 * Math.ulp(whole instanceof Double sum ? sum : 0));
        }
    }

    @Nested
    class Mean extends OfNumbers {
        @Override
        Aggregation aggregation() {
            return Aggregation.mean("x");
        }

        @Override
        void assertMerged(@Nullable Object merged, @Nullable Object whole, double scale) {
            assertNear(merged, whole, 2 * Math.ulp(whole instanceof Double mean ? mean : 0));
        }
    }

    @Nested
    class SampleStd extends OfNumbers {
        @Override
        Aggregation aggregation() {
            return Aggregation.sampleStd("x");
        }

        @Override
        void assertMerged(@Nullable Object merged, @Nullable Object whole, double scale) {
            assertNear(merged, whole, 1e-13 * scale);
        }
    }

    @Nested
    class PopulationStd extends OfNumbers {
        @Override
        Aggregation aggregation() {
            return Aggregation.populationStd("x");
        }

        @Override
        void assertMerged(@Nullable Object merged, @Nullable Object whole, double scale) {
            assertNear(merged, whole, 1e-13 * scale);
        }
    }

    @Nested
    class Min extends OfAnything {
        @Override
        Aggregation aggregation() {
            return Aggregation.min("x");
        }
    }

    @Nested
    class Max extends OfAnything {
        @Override
        Aggregation aggregation() {
            return Aggregation.max("x");
        }
    }

    @Nested
    class First extends OfAnything {
        @Override
        Aggregation aggregation() {
            return Aggregation.first("x");
        }
    }

    @Nested
    class Last extends OfAnything {
        @Override
        Aggregation aggregation() {
            return Aggregation.last("x");
        }
    }

    @Nested
    class Distinct extends OfAnything {
        @Override
        Aggregation aggregation() {
            return Aggregation.distinct("x");
        }
    }

    @Nested
    class Quantile extends OfNumbers {
        @Override
        Aggregation aggregation() {
            return Aggregation.quantile("x", 0.9);
        }
    }

    @Nested
    class OneOfAUsersOwn extends OfNumbers {
        @Override
        Aggregation aggregation() {
            return Aggregation.of("x", new PowerMean());
        }

        @Override
        void assertMerged(@Nullable Object merged, @Nullable Object whole, double scale) {
            assertNear(merged, whole, 1e-13 * scale);
        }
    }
}
