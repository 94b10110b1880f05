package dev.venturi.pipeline.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupRowCodecTest {
    private final LookupRowCodec codec = new LookupRowCodec();

    @Test
    void rowsComeBackAsTheyWere() {
        LookupRow row =
                new LookupRow(
                        Arrays.asList(
                                Long.MIN_VALUE,
                                null,
                                -0.0,
                                Double.POSITIVE_INFINITY,
                                "日本 🙂",
                                "x".repeat(100_000)));
        assertThat(codec.decode(codec.encode(row))).isEqualTo(row);
        assertThat(codec.decode(codec.encode(new LookupRow(List.of()))).cells()).isEmpty();
    }

    @Test
    void bytesThatWereCutOrAddedAreRefused() {
        byte[] bytes = codec.encode(new LookupRow(List.of(1L, "text", 2.5)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        bytes[2] = 9;
        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tag 9");
    }
}
