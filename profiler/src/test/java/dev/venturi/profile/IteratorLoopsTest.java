package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IteratorLoopsTest {
    private static final String NAME = IteratorLoopsTest.class.getName();

    static int overAList(List<String> values, String wanted) {
        int found = 0;
        for (String value : values) {
            if (value.equals(wanted)) {
                found++;
            }
        }
        return found;
    }

    static int overAnArray(String[] values, String wanted) {
        int found = 0;
        for (String value : values) {
            if (value.equals(wanted)) {
                found++;
            }
        }
        return found;
    }

    static int firstThenCount(Iterator<String> values) {
        int length = values.next().length();
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += i;
        }
        return sum;
    }

    private static Optional<byte[]> ownBytes(String type) {
        try (InputStream in =
                IteratorLoopsTest.class.getResourceAsStream(
                        "/" + type.replace('.', '/') + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MethodShare method(String name, double total, boolean user) {
        return new MethodShare(name, "", 0, total, 0, 1, 1, user);
    }

    private static Set<String> among(MethodShare... methods) {
        return new IteratorLoops(IteratorLoopsTest::ownBytes).among(List.of(methods));
    }

    @Test
    void aLoopOverAnIteratorIsToldFromOtherLoops() {
        MethodShare[] all =
                Stream.of("overAList", "overAnArray", "firstThenCount", "noSuchMethod")
                        .map(name -> method(NAME + "." + name, 0.5, true))
                        .toArray(MethodShare[]::new);
        assertThat(among(all)).containsExactly(NAME + ".overAList");
    }

    @Test
    void methodsOfOthersRareOnesAndThoseWithoutAClassFileAreLeftOut() {
        assertThat(
                        among(
                                method(NAME + ".overAList", 0.01, true),
                                method(NAME + ".overAList", 0.5, false),
                                method("nobody.knows.It.loop", 0.5, true),
                                method("nameless", 0.5, true)))
                .isEmpty();
    }

    @Test
    void whatIsNoClassFileTellsNothing() {
        assertThat(
                        new IteratorLoops(_ -> Optional.of(new byte[] {1, 2, 3}))
                                .among(List.of(method(NAME + ".overAList", 0.5, true))))
                .isEmpty();
    }
}
