package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayTextTest {
    @Test
    void whatATerminalObeysIsMadeVisible() {
        assertThat(DisplayText.harmless("a\u001b[31mred\u0007\u202e\u009b"))
                .isEqualTo("a\\u001b[31mred\\u0007\\u202e\\u009b");
    }

    @Test
    void lineEndsStayInMessagesButNotInCells() {
        assertThat(DisplayText.harmless("one\n\ttwo")).isEqualTo("one\n\ttwo");
        assertThat(DisplayText.oneLine("one\n\ttwo")).isEqualTo("one\\u000a\\u0009two");
    }

    @Test
    void ordinaryTextIsTheSameObject() {
        String text = "Zürich 東京 🫀";
        assertThat(DisplayText.harmless(text)).isSameAs(text);
    }

    @Test
    void wideCharactersTakeTwoCellsAndMarksNone() {
        assertThat(DisplayText.width("Zürich")).isEqualTo(6);
        assertThat(DisplayText.width("東京")).isEqualTo(4);
        assertThat(DisplayText.width("e\u0301")).isEqualTo(1);
        assertThat(DisplayText.width("🫀")).isEqualTo(2);
    }

    @Test
    void clippedTextFitsItsCells() {
        assertThat(DisplayText.clip("systolic", 8)).isEqualTo("systolic");
        assertThat(DisplayText.clip("systolic_bp", 8)).isEqualTo("systo...");
        assertThat(DisplayText.width(DisplayText.clip("東京東京東京", 8))).isLessThanOrEqualTo(8);
    }
}
