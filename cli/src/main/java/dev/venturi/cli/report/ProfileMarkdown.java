package dev.venturi.cli.report;

import dev.venturi.advice.Finding;
import dev.venturi.advice.rules.StandardRules;
import dev.venturi.cli.report.TextTable.Align;
import java.util.List;

/// The report of a program's run as Markdown, for a pull request or a wiki.
public final class ProfileMarkdown {
    private ProfileMarkdown() {}

    /// The page.
    ///
    /// @param top how many rows a table has at most
    public static String of(Explanation explanation, int top) {
        ProfileSections sections =
                new ProfileSections(explanation, StandardRules.reasons(explanation.profile()), top);
        StringBuilder text = new StringBuilder("# Where time and memory go\n\n");
        sections.head().forEach(line -> text.append("* ").append(escaped(line)).append('\n'));
        text.append("\n## Findings\n\n");
        if (sections.findings().isEmpty()) {
            text.append("None: no rule saw its symptom in what was recorded.\n");
        }
        for (Finding finding : sections.findings()) {
            text.append("* **")
                    .append(finding.severity().label())
                    .append("** `")
                    .append(finding.site().place())
                    .append("` ")
                    .append(escaped(finding.rule() + ": " + finding.summary()))
                    .append("  \n  *evidence:* ")
                    .append(escaped(finding.evidence().shown()))
                    .append("  \n  *do:* ")
                    .append(escaped(finding.remedy()))
                    .append('\n');
        }
        for (Section section : sections.sections()) {
            text.append("\n## ").append(escaped(section.title())).append("\n\n");
            for (String sentence : section.sentences()) {
                text.append("* ").append(escaped(sentence)).append('\n');
            }
            if (!section.rows().isEmpty()) {
                text.append(section.sentences().isEmpty() ? "" : "\n");
                table(section, text);
            }
        }
        return text.toString();
    }

    static void table(Section section, StringBuilder text) {
        row(section.columns().stream().map(Section.Column::head).toList(), text);
        text.append('|');
        for (Section.Column column : section.columns()) {
            text.append(column.align() == Align.LEFT ? "---|" : "--:|");
        }
        text.append('\n');
        section.rows().forEach(cells -> row(cells, text));
    }

    private static void row(List<String> cells, StringBuilder text) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(escaped(cell)).append(" |");
        }
        text.append('\n');
    }

    /// As plain text: nothing in a name or a path is markup.
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 8);
        for (char sign : DisplayText.oneLine(text).toCharArray()) {
            if ("\\`*_{}[]<>|#".indexOf(sign) >= 0) {
                safe.append('\\');
            }
            safe.append(sign);
        }
        return safe.toString();
    }
}
