package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationClassesTest {
    @TempDir private Path directory;

    private void jar(String name, String... entries) throws IOException {
        try (ZipOutputStream jar =
                new ZipOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            for (String entry : entries) {
                jar.putNextEntry(new ZipEntry(entry));
            }
        }
    }

    private ApplicationClasses find(String command, String... classPath) {
        return ApplicationClasses.find(
                directory, String.join(File.pathSeparator, classPath), command);
    }

    @Test
    void ofAFatJarItIsWhatStandsApartFromTheLibraries() throws IOException {
        jar(
                "service.jar",
                "BOOT-INF/classes/",
                "BOOT-INF/classes/com/acme/Orders.class",
                "BOOT-INF/lib/jackson.jar",
                "org/springframework/boot/loader/Launcher.class",
                "com/other/Packed.class");
        ApplicationClasses classes = find("service.jar --port 80", "service.jar");

        assertThat(classes.isUser("com.acme.Orders")).isTrue();
        assertThat(classes.isUser("com.other.Packed")).isFalse();
        assertThat(classes.isUser("org.springframework.boot.loader.Launcher")).isFalse();
        assertThat(classes.describe()).contains("service.jar!BOOT-INF/classes/");
    }

    @Test
    void jarsThatAStartedOneNamesBelongToItWhenTheyAreOfItsOrganisation() throws IOException {
        try (ZipOutputStream jar =
                new ZipOutputStream(Files.newOutputStream(directory.resolve("app.jar")))) {
            jar.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            jar.write(
                    "Main-Class: com.acme.shop.Main\nClass-Path: core.jar library.jar gone.jar\n"
                            .getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new ZipEntry("com/acme/shop/Main.class"));
        }
        jar("core.jar", "com/acme/core/Prices.class");
        jar("library.jar", "org/elsewhere/Fast.class");
        ApplicationClasses classes = find("app.jar", "app.jar");

        assertThat(classes.isUser("com.acme.core.Prices")).isTrue();
        assertThat(classes.isUser("org.elsewhere.Fast")).isFalse();
    }

    @Test
    void whatIsShadedIntoAStartedJarIsLeftOutWhereItIsAKnownFramework() throws IOException {
        jar("all.jar", "com/acme/Main.class", "com/google/gson/Gson.class");
        ApplicationClasses classes = find("all.jar", "all.jar");

        assertThat(classes.isUser("com.acme.Main")).isTrue();
        assertThat(classes.isUser("com.google.gson.Gson")).isFalse();
        assertThat(classes.isUser("com.elsewhere.Other")).isFalse();
    }

    @Test
    void directoriesAndJarsOfTheSameOrganisationBelongToIt() throws IOException {
        Files.createDirectories(directory.resolve("classes/com/acme/shop"));
        Files.createFile(directory.resolve("classes/com/acme/shop/Main.class"));
        jar("common.jar", "com/acme/common/Dates.class");
        jar("library.jar", "org/elsewhere/Fast.class");
        ApplicationClasses classes =
                find("com.acme.shop.Main x", "classes", "common.jar", "library.jar", "gone.jar");

        assertThat(classes.isUser("com.acme.shop.Main")).isTrue();
        assertThat(classes.isUser("com.acme.common.Dates")).isTrue();
        assertThat(classes.isUser("org.elsewhere.Fast")).isFalse();
    }

    @Test
    void aLauncherThatLoadsTheApplicationFromElsewhereTellsNothing() throws IOException {
        jar("run.jar", "META-INF/MANIFEST.MF", "org/springframework/boot/loader/Launcher.class");
        assertThat(find("run.jar", "run.jar").isKnown()).isFalse();
        assertThat(find("org.apache.catalina.startup.Bootstrap start", "run.jar").isKnown())
                .isFalse();
        assertThat(find("", "run.jar").isKnown()).isFalse();
    }

    @Test
    void aJarThatIsReplacedMeanwhileHasNoClassFile() throws IOException {
        jar("all.jar", "com/acme/Main.class");
        ApplicationClasses classes = find("all.jar", "all.jar");
        assertThat(classes.classFile("com.acme.Main")).isPresent();
        jar("all.jar", "com/acme/Renamed.class");
        assertThat(classes.classFile("com.acme.Main")).isEmpty();
        Files.delete(directory.resolve("all.jar"));
        assertThat(classes.classFile("com.acme.Main")).isEmpty();
    }
}
