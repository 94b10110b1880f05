package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.cli.report.TextTable.Align;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersStandUnderEachOtherAtTheirPoints() {
        String text =
                new TextTable()
                        .column("id", Align.LEFT)
                        .column("mean", Align.DECIMAL)
                        .row("a", "72.5")
                        .row("b", "-0.125")
                        .row("c", "100")
                        .row("d", "1e300")
                        .row("e", "-")
                        .render(80);
        assertThat(text)
                .isEqualTo(
                        """
                        id     mean
                        --  -------
                        a    72.5
                        b    -0.125
                        c   100
                        d     1e300
                        e     -
                        """);
    }

    @Test
    void aLongHeadMovesTheNumbersToItsEnd() {
        String text =
                new TextTable()
                        .column("heart_rate_mean", Align.DECIMAL)
                        .row("72.5")
                        .row("7.25")
                        .render(80);
        assertThat(text)
                .isEqualTo(
                        """
                        heart_rate_mean
                        ---------------
                                  72.5
                                   7.25
                        """);
    }

    @Test
    void aLastColumnOfTextIsWrappedToTheScreen() {
        TextTable table =
                new TextTable()
                        .column("name", Align.LEFT)
                        .column("formula", Align.LEFT)
                        .row("std", "the square root of the sum over n");
        assertThat(table.width()).isEqualTo(39);
        assertThat(table.render(30))
                .isEqualTo(
                        """
                        name  formula
                        ----  ------------------------
                        std   the square root of the
                              sum over n
                        """);
    }

    @Test
    void headsMayHaveSeveralLines() {
        String text =
                new TextTable()
                        .column("host\ndevice", Align.LEFT)
                        .column("web-1\nsda", Align.RIGHT)
                        .row("x_mean", "1")
                        .row()
                        .row("y_mean", "22")
                        .render(80);
        assertThat(text)
                .isEqualTo(
                        """
                        host    web-1
                        device    sda
                        ------  -----
                        x_mean      1

                        y_mean     22
                        """);
    }

    @Test
    void withoutHeadsOnlyRowsAreShown() {
        String text =
                new TextTable()
                        .column("", Align.LEFT)
                        .column("", Align.LEFT)
                        .row("class", "any-order")
                        .render(80);
        assertThat(text).isEqualTo("class  any-order\n");
    }

    @Test
    void aCellCannotBreakTheTable() {
        String text = new TextTable().column("key", Align.LEFT).row("a\nb\u001b").render(80);
        assertThat(text).isEqualTo("key\n--------------\na\\u000ab\\u001b\n");
    }

    @Test
    void everyRowHasACellForEachColumn() {
        TextTable table = new TextTable().column("a", Align.LEFT).column("b", Align.LEFT);
        assertThatThrownBy(() -> table.row("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
