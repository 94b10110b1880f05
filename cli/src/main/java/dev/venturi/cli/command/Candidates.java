package dev.venturi.cli.command;

import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.Preset;
import java.util.Iterator;

/// Words the shell completes for options that take one of a few.
final class Candidates {
    private Candidates() {}

    static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Preset.labels().iterator();
        }
    }

    static final class Features implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FeatureCatalog.builtIn().names().iterator();
        }
    }
}
