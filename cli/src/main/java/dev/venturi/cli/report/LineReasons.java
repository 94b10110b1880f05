package dev.venturi.cli.report;

import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.Map;

/// Why lines cost, where the rules know it.
final class LineReasons {
    private LineReasons() {}

    static Map<Site, String> of(Profile profile) {
        return Map.of(); // the rules say it once they are there
    }
}
