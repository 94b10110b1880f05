package dev.venturi.cli.command;

import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureFunction;
import dev.venturi.feature.FeatureProvider;
import dev.venturi.table.UsageException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Features of the user's own, out of jars named with `--feature-path`.
final class OwnFeatures {
    private static final String SERVICE = "META-INF/services/" + FeatureProvider.class.getName();

    private OwnFeatures() {}

    /// The engine's features, those on the class path, and those in some jars or directories of
    /// classes.
    ///
    /// @throws UsageException when a jar does not exist, holds no feature, or a feature cannot be
    ///   loaded
    static FeatureCatalog catalog(List<String> jars) {
        return jars.isEmpty() ? FeatureCatalog.installed() : FeatureCatalog.of(loaded(jars));
    }

    @SuppressWarnings("resource") // classes may be loaded from it until the process ends
    private static List<FeatureFunction> loaded(List<String> jars) {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = url(jars.get(i));
        }
        URLClassLoader loader = new URLClassLoader(urls, FeatureProvider.class.getClassLoader());
        if (loader.findResource(SERVICE) == null) {
            throw new UsageException(
                    "--feature-path %s: found no feature; expected the file %s in it"
                            .formatted(String.join(", ", jars), SERVICE));
        }
        List<FeatureFunction> found = new ArrayList<>();
        try {
            for (FeatureProvider provider : ServiceLoader.load(FeatureProvider.class, loader)) {
                found.addAll(provider.features());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new UsageException(
                    "--feature-path %s: a feature cannot be loaded: %s"
                            .formatted(String.join(", ", jars), e.getMessage()));
        }
        return found;
    }

    private static URL url(String jar) {
        Path path = Path.of(jar);
        if (!Files.exists(path)) {
            throw new UsageException("--feature-path %s: no such file".formatted(jar));
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e); // every path of a file has one
        }
    }
}
