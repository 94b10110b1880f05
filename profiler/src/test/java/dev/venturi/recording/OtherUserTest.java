package dev.venturi.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program of one user and a profiler of another: real users, so only root can run this, with
/// `setpriv` of util-linux. Elsewhere it is listed as left out.
class OtherUserTest {
    private static final String OWNER = "nobody";
    private static final List<String> OTHERS = List.of("daemon", "games", "mail", "www-data");

    @TempDir private Path directory;
    private final List<Process> started = new ArrayList<>();
    private Programs programs;
    private Process target;

    @BeforeEach
    void startAsAnother() throws Exception {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "LEFT OUT: not root, so no program can be started as another user");
        assumeTrue(exists(OWNER), "LEFT OUT: there is no user " + OWNER);
        assumeTrue(succeeds(as(OWNER, "true")), "LEFT OUT: setpriv cannot change the user here");
        assumeTrue(
                succeeds(as(OWNER, Jdks.current().toString(), "--version")),
                "LEFT OUT: the Java of the tests is closed to " + OWNER);
        open(directory);
        assumeTrue(
                succeeds(as(OWNER, "test", "-x", directory.toString())),
                "LEFT OUT: the directory for temporary files is closed to " + OWNER);
        programs = new Programs(directory);
        target =
                new ProcessBuilder(
                                as(
                                        OWNER,
                                        programs.command(
                                                        Jdks.current(),
                                                        "say",
                                                        "ready",
                                                        "echo",
                                                        "say",
                                                        "unharmed",
                                                        "exit",
                                                        "6")
                                                .toArray(String[]::new)))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        started.add(target);
        Programs.until(target, "ready");
        assertThat(target.info().user()).contains(OWNER);
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void anothersProgramIsLeftAloneAndItsOwnerNamed() throws Exception {
        String other = OTHERS.stream().filter(OtherUserTest::exists).findFirst().orElse("");
        assumeTrue(!other.isEmpty(), "LEFT OUT: none of the users " + OTHERS);
        Path answers = Files.createDirectory(directory.resolve("answers"));
        Files.setOwner(answers, user(other));

        List<String> command = programs.attached("usual", 1000, target.pid());
        command.set(command.indexOf(directory.toString()), answers.toString());
        command.set(command.indexOf("-cp") + 1, readableClasses());
        Programs.Result result = programs.run(List.of(as(other, command.toArray(String[]::new))));

        assertThat(result.exit()).as(result.err()).isEqualTo(99);
        assertThat(Files.readString(answers.resolve("answer")))
                .isEqualTo(
                        "MACHINE --pid %d: belongs to nobody; run venturi as that user, for example with sudo -u nobody"
                                .formatted(target.pid()));
        goesOnToItsEnd();
    }

    @Test
    void rootRecordsAnothersProgram() throws Exception {
        Programs.Result result = programs.run(programs.attached("usual", 1000, target.pid()));

        assertThat(result.exit()).as(programs.answer()).isZero();
        assertThat(programs.answer()).startsWith("Chores say ready echo");
        assertThat(RecordingFile.readAllEvents(programs.recording()))
                .anyMatch(event -> event.getEventType().getName().equals("jdk.JVMInformation"));
        goesOnToItsEnd();
    }

    @Test
    void aDirectoryThatTheProgramCannotEnterIsNamed() throws Exception {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        programs.with("TMPDIR", closed.toString());

        Programs.Result result = programs.run(programs.attached("usual", 1000, target.pid()));

        assertThat(result.exit()).isEqualTo(99);
        assertThat(programs.answer())
                .startsWith("MACHINE")
                .contains("belongs to nobody, to whom " + closed + " is closed", "TMPDIR=/tmp");
        assertThat(closed).isEmptyDirectory();
        goesOnToItsEnd();
    }

    /// It waits for the end of its standard input.
    private void goesOnToItsEnd() throws Exception {
        assertThat(target.isAlive()).isTrue();
        target.getOutputStream().close();
        assertThat(target.getInputStream().readAllBytes())
                .isEqualTo("\nunharmed\n".getBytes(StandardCharsets.UTF_8));
        assertThat(target.waitFor()).isEqualTo(6);
    }

    /// The directories of the class path where everybody can read them: a checkout may be private.
    private String readableClasses() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry);
            if (Files.isDirectory(from)) {
                Path to = directory.resolve("classes-" + copies.size());
                copy(from, to);
                copies.add(to.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path copy = to.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    open(Files.createDirectory(copy));
                } else {
                    Files.copy(entry, copy);
                    Files.setPosixFilePermissions(
                            copy, PosixFilePermissions.fromString("rw-r--r--"));
                }
            }
        }
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean exists(String name) {
        try {
            return !user(name).getName().isEmpty();
        } catch (UserPrincipalNotFoundException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserPrincipal user(String name) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // there is no such command
        }
    }

    /// The command line that runs another as a user; it is the same process in the end.
    private static String[] as(String user, String... command) throws Exception {
        return Stream.concat(
                        Stream.of(
                                "setpriv",
                                "--reuid=" + id("-u", user),
                                "--regid=" + id("-g", user),
                                "--clear-groups",
                                "env",
                                "HOME=/",
                                "USER=" + user),
                        Stream.of(command))
                .toArray(String[]::new);
    }

    private static String id(String which, String user) throws Exception {
        Process id = new ProcessBuilder("id", which, user).start();
        String said = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        id.waitFor();
        return said.strip();
    }
}
