package dev.venturi.cli.report;

import dev.venturi.profile.Site;
import java.util.Optional;

/// Texts in the cells of a report's tables.
final class CellTexts {
    private CellTexts() {}

    /// `41.3 %`.
    static String percent(double share) {
        return Quantity.fixed(share * 100, 1) + " %";
    }

    static String bytes(double bytes) {
        return Quantity.bytes(Math.round(bytes));
    }

    static String place(Optional<Site> site) {
        return site.map(Site::place).orElse("");
    }

    static String method(Optional<Site> site) {
        return site.map(at -> shortMethod(at.method())).orElse("");
    }

    /// `Orders.load` of `com.acme.Orders.load`.
    static String shortMethod(String method) {
        int dot = method.lastIndexOf('.');
        int before = dot < 0 ? -1 : method.lastIndexOf('.', dot - 1);
        return method.substring(before + 1);
    }

    /// `HashMap$Node` of `java.util.HashMap$Node`.
    static String shortType(String type) {
        return type.startsWith("(") ? type : type.substring(type.lastIndexOf('.') + 1);
    }
}
