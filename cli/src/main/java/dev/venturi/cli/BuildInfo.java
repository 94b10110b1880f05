package dev.venturi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which build this is: version, build id and commit, as the build wrote them into
/// `build.properties`.
///
/// @param version the version of the project
/// @param build the build id, a digest of the sources; `dev` when a bare `mvn` built them
/// @param commit the commit, with `-dirty` when files differed from it; `unknown` without git
record BuildInfo(String version, String build, String commit) {

    /// Reads the description of this build from the class path.
    static BuildInfo load() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("build.properties is missing from the jar");
            }
            Properties properties = new Properties();
            properties.load(in);
            return new BuildInfo(
                    properties.getProperty("version"),
                    properties.getProperty("build"),
                    properties.getProperty("commit"));
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties: cannot be read from the jar", e);
        }
    }

    /// The three lines of `venturi --version`.
    String[] lines() {
        return new String[] {"venturi " + version, "build " + build, "commit " + commit};
    }
}
