package dev.venturi.filter;

import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads conditions from left to right; see [Condition#parse].
final class ConditionParser {
    private static final String OPERATOR_SIGNS = "=!<>";
    private final String text;
    private final String option;
    private int at;

    ConditionParser(String text, String option) {
        this.text = text;
        this.option = option;
    }

    List<Condition> parse() {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition());
        while (!atEnd()) {
            int begin = at;
            String word = word();
            if (!word.equalsIgnoreCase("and")) {
                throw mistake(begin, "\"and\" or the end");
            }
            conditions.add(condition());
        }
        return List.copyOf(conditions);
    }

    private Condition condition() {
        String column = column();
        Comparison comparison = comparison();
        if (comparison.isOfPresence()) {
            return new Condition(column, comparison, "", false);
        }
        if (atEnd()) {
            throw mistake(at, "a value behind " + comparison);
        }
        char first = text.charAt(at);
        if (first == '\'' || first == '"') {
            return new Condition(column, comparison, quoted(), true);
        }
        if (OPERATOR_SIGNS.indexOf(first) >= 0) {
            throw mistake(at, "a value behind " + comparison);
        }
        return new Condition(column, comparison, bareLiteral(), false);
    }

    private String column() {
        if (atEnd()) {
            throw mistake(at, "a condition such as day >= 2026-06-01");
        }
        char first = text.charAt(at);
        if (first == '"') {
            return quoted();
        }
        if (first == '\'' || OPERATOR_SIGNS.indexOf(first) >= 0) {
            throw mistake(at, "the name of a column, in double quotes where it holds blanks");
        }
        int begin = at;
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    /// Whether a name needs no quotes.
    static boolean isBareName(String name) {
        return !name.isEmpty()
                && !name.startsWith("'")
                && name.chars().allMatch(c -> c != '"' && isNameCharacter((char) c));
    }

    private static boolean isNameCharacter(char c) {
        return !Character.isWhitespace(c) && OPERATOR_SIGNS.indexOf(c) < 0;
    }

    private Comparison comparison() {
        boolean ended = atEnd();
        int begin = at;
        while (at < text.length() && OPERATOR_SIGNS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String signs = text.substring(begin, at);
        if (signs.isEmpty() && !ended && word().equalsIgnoreCase("is")) {
            return presence();
        }
        return switch (signs) {
            case "=", "==" -> Comparison.EQUAL;
            case "!=", "<>" -> Comparison.NOT_EQUAL;
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.AT_LEAST;
            default -> throw mistake(begin, "one of = != < <= > >= or \"is null\"");
        };
    }

    private Comparison presence() {
        atEnd();
        int begin = at;
        String word = word().toLowerCase(Locale.ROOT);
        Comparison found = Comparison.IS_NULL;
        if (word.equals("not")) {
            found = Comparison.IS_NOT_NULL;
            atEnd();
            word = word().toLowerCase(Locale.ROOT);
        }
        if (!word.equals("null")) {
            throw mistake(begin, "\"null\" or \"not null\" behind is");
        }
        return found;
    }

    /// Up to the next blank; a date may have its time behind one.
    private String bareLiteral() {
        int begin = at;
        String first = word();
        int end = at;
        if (first.matches("\\d{4}-\\d\\d-\\d\\d") && !atEnd()) {
            String second = word();
            if (second.matches("\\d\\d:.*")) {
                return first + " " + second;
            }
        }
        at = end;
        if (first.indexOf('\'') >= 0 || first.indexOf('"') >= 0) {
            throw mistake(begin, "a value without quotes, or one in quotes as a whole");
        }
        return first;
    }

    private String word() {
        int begin = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        int begin = at;
        char quote = text.charAt(at++);
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                content.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                content.append(c);
                at++;
            } else {
                return content.toString();
            }
        }
        at = begin;
        throw new UsageException(
                "%s \"%s\": character %d: a quote is opened here and never closed"
                        .formatted(option, text, begin + 1));
    }

    /// Passes over blanks.
    private boolean atEnd() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == text.length();
    }

    private UsageException mistake(int where, String expected) {
        int end = where;
        while (end < text.length() && end < where + 20 && text.charAt(end) != ' ') {
            end++;
        }
        String found =
                where >= text.length() ? "the end" : "\"%s\"".formatted(text.substring(where, end));
        String hint =
                found.equalsIgnoreCase("\"or\"") ? "; conditions are joined by \"and\" only" : "";
        return new UsageException(
                "%s \"%s\": character %d: found %s, expected %s%s"
                        .formatted(option, text, where + 1, found, expected, hint));
    }
}
