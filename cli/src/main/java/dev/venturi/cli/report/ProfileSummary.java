package dev.venturi.cli.report;

import dev.venturi.advice.Finding;
import dev.venturi.advice.rules.StandardRules;
import java.util.List;

/// The report of a program's run as a person reads it on a terminal: findings first.
public final class ProfileSummary {
    private static final int ROWS = 10;
    private static final String INDENT = "  ";

    private ProfileSummary() {}

    /// The text, each line ended.
    ///
    /// @param width columns of the screen
    public static String text(Explanation explanation, int width) {
        return text(explanation, width, ROWS);
    }

    /// As above.
    ///
    /// @param top how many rows a table has at most
    public static String text(Explanation explanation, int width, int top) {
        ProfileSections sections =
                new ProfileSections(explanation, StandardRules.reasons(explanation.profile()), top);
        StringBuilder text = new StringBuilder();
        sections.head().forEach(line -> wrap(line, "", width, text));
        findings(sections.findings(), width, text);
        for (Section section : sections.sections()) {
            text.append('\n').append(section.title()).append('\n');
            section.sentences().forEach(sentence -> wrap(sentence, INDENT, width, text));
            if (!section.rows().isEmpty()) {
                TextTable table = new TextTable();
                section.columns().forEach(column -> table.column(column.head(), column.align()));
                section.rows().forEach(table::row);
                table.render(width - INDENT.length())
                        .lines()
                        .forEach(line -> text.append(INDENT).append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private static void findings(List<Finding> findings, int width, StringBuilder text) {
        text.append('\n');
        if (findings.isEmpty()) {
            text.append("No findings: no rule saw its symptom in what was recorded.\n");
            return;
        }
        text.append("Findings\n");
        for (Finding finding : findings) {
            wrap(
                    "%s  %s  %s: %s"
                            .formatted(
                                    finding.severity().label(),
                                    finding.site().place(),
                                    finding.rule(),
                                    finding.summary()),
                    INDENT,
                    width,
                    text);
            String inner = INDENT + INDENT + INDENT;
            if (!finding.evidence().items().isEmpty()) {
                wrap("evidence: " + finding.evidence().shown(), inner, width, text);
            }
            wrap("do: " + finding.remedy(), inner, width, text);
        }
    }

    /// A sentence, broken at blanks; what follows the first line stands two columns further in.
    private static void wrap(String sentence, String indent, int width, StringBuilder text) {
        String further = "";
        int room = Math.max(20, width - indent.length() - INDENT.length());
        for (String line : TextTable.wrapped(DisplayText.oneLine(sentence), room)) {
            text.append(indent).append(further).append(line).append('\n');
            further = INDENT;
        }
    }
}
