package dev.venturi.cli.command;

import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.Preset;
import dev.venturi.generate.PatientVitals;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.parquet.write.ParquetCodec;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/// Words the shell completes where one of a few is expected. Its script keeps them under the label
/// of the parameter, so that parameters of one command with different words need different labels.
final class Candidates {
    private Candidates() {}

    static final class VerbNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Verbs.NAMES.iterator();
        }
    }

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

    static final class KernelChoices implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(KernelChoice.values()).map(KernelChoice::toString).iterator();
        }
    }

    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TableFormat.labels().iterator();
        }
    }

    static final class Codecs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ParquetCodec.labels().iterator();
        }
    }

    static final class Layouts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(PatientVitals.Layout.values())
                    .map(layout -> layout.name().toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }
}
