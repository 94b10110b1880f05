package dev.venturi.feature;

import dev.venturi.feature.ContractDocument.Definition;
import dev.venturi.feature.ContractDocument.InputColumn;
import dev.venturi.feature.ContractDocument.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the definitions in which two outputs of features differ.
final class ContractDifference {
    private ContractDifference() {}

    /// `std: population against sample; --as-of: 2026-09-01 against none`, or an empty text.
    static String explain(ContractDocument a, ContractDocument b) {
        Map<String, String> byFeature = new LinkedHashMap<>();
        boolean ordered = false;
        for (Output column : a.outputs()) {
            Definition left = a.definitionOf(column.name()).orElse(null);
            Definition right = b.definitionOf(column.name()).orElse(null);
            if (left == null || right == null) {
                continue;
            }
            ordered = ordered || left.featureClass().equals(FeatureClass.ORDERED.label());
            String difference = difference(left, right);
            if (!difference.isEmpty()) {
                byFeature.putIfAbsent(nameOf(left, right), difference);
            }
        }
        List<String> sentences = new ArrayList<>();
        byFeature.forEach((feature, difference) -> sentences.add(feature + ": " + difference));
        if (ordered && !names(a.order()).equals(names(b.order()))) {
            sentences.add("rows: %s against %s".formatted(rows(a.order()), rows(b.order())));
        }
        RowScope left = a.rows();
        RowScope right = b.rows();
        option(
                "--where",
                String.join(" and ", left.where()),
                String.join(" and ", right.where()),
                sentences);
        option("--as-of", left.asOf(), right.asOf(), sentences);
        option(
                "--window",
                String.join(",", left.windows()),
                String.join(",", right.windows()),
                sentences);
        option("--every", left.every(), right.every(), sentences);
        return String.join("; ", sentences);
    }

    private static void option(String name, String left, String right, List<String> sentences) {
        if (!left.equals(right)) {
            sentences.add(
                    "%s: %s against %s"
                            .formatted(
                                    name,
                                    left.isEmpty() ? "none" : left,
                                    right.isEmpty() ? "none" : right));
        }
    }

    private static String nameOf(Definition left, Definition right) {
        return left.feature().equals(right.feature())
                ? left.feature()
                : left.feature() + " against " + right.feature();
    }

    private static String difference(Definition left, Definition right) {
        List<String> parts = new ArrayList<>();
        against(divisor(left), divisor(right), parts);
        against(left.axis(), right.axis(), parts);
        against(left.form(), right.form(), parts);
        against(left.method(), right.method(), parts);
        against(left.guard(), right.guard(), parts);
        if (parts.isEmpty() && !left.parameters().equals(right.parameters())) {
            against(left.id(), right.id(), parts);
        }
        if (parts.isEmpty()) {
            against(left.formula(), right.formula(), parts);
        }
        if (parts.isEmpty()) {
            DegenerateRules one = left.degenerate();
            DegenerateRules other = right.degenerate();
            against("no value: ", one.empty(), other.empty(), parts);
            against("one value: ", one.oneValue(), other.oneValue(), parts);
            against("constant: ", one.constant(), other.constant(), parts);
            against("infinities: ", one.nonFinite(), other.nonFinite(), parts);
        }
        return String.join(", ", parts);
    }

    private static @Nullable String divisor(Definition definition) {
        Integer ddof = definition.ddof();
        return ddof == null
                ? null
                : switch (ddof) {
                    case 0 -> "population";
                    case 1 -> "sample";
                    default -> "divisor n - " + ddof;
                };
    }

    private static void against(@Nullable String left, @Nullable String right, List<String> parts) {
        if (!Objects.equals(left, right)) {
            parts.add(
                    "%s against %s"
                            .formatted(
                                    left == null ? "none" : left, right == null ? "none" : right));
        }
    }

    private static void against(String what, String left, String right, List<String> parts) {
        if (!left.equals(right)) {
            parts.add("%s%s against %s".formatted(what, left, right));
        }
    }

    private static List<String> names(List<InputColumn> order) {
        return order.stream().map(InputColumn::name).toList();
    }

    private static String rows(List<InputColumn> order) {
        return order.isEmpty() ? "in file order" : "ordered by " + String.join(", ", names(order));
    }
}
