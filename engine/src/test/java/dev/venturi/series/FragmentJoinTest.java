package dev.venturi.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.EntityKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FragmentJoinTest {
    private static Fragment fragment(long position, long @Nullable [] exact, double... values) {
        EntityKey key = new EntityKey(new byte[][] {"a".getBytes(StandardCharsets.UTF_8)});
        long[] order = new long[values.length];
        Arrays.setAll(order, i -> position + i);
        return new Fragment(
                key,
                0,
                position,
                values.length,
                new double[][] {values},
                new long[][] {exact},
                new long[][] {order});
    }

    @Test
    void joinsInTheOrderOfTheTable() {
        FragmentJoin join = new FragmentJoin(fragment(10, null, 1, 2));
        join.append(fragment(12, null, 3));
        join.append(fragment(13, null, 4, 5));

        Fragment all = join.joined();

        assertThat(all.rows()).isEqualTo(5);
        assertThat(all.position()).isEqualTo(10);
        assertThat(all.values()[0]).containsExactly(1, 2, 3, 4, 5);
        assertThat(all.order()[0]).containsExactly(10, 11, 12, 13, 14);
        assertThat(all.exact()[0]).isNull();
    }

    @Test
    void exactValuesOfOnePartMakeAllPartsExact() {
        long large = (1L << 53) + 1;
        FragmentJoin join = new FragmentJoin(fragment(0, null, 7, Double.NaN));
        join.append(fragment(2, new long[] {large}, (double) large));
        join.append(fragment(3, null, 9));

        assertThat(join.joined().exact()[0]).containsExactly(7, 0, large, 9);
    }
}
