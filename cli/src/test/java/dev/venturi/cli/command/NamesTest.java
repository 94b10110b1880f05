package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void namesAreSeparatedByCommas() {
        assertThat(Names.of("host, device ,x", "--by")).containsExactly("host", "device", "x");
        assertThat(Names.of("", "--by")).isEmpty();
    }

    @Test
    void quotesKeepCommasBlanksAndQuotes() {
        assertThat(Names.of("a,\"b, \"\"c\"\" \" ,d", "--by"))
                .containsExactly("a", "b, \"c\" ", "d");
        assertThat(Names.of("\"\"", "--by")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", ",a", "a,,b", "\"a", "\"a\"b", "a,\""})
    void whatIsNoListIsRefused(String text) {
        assertThatThrownBy(() -> Names.of(text, "--by"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--by " + text);
    }
}
