package dev.venturi.profile;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// What has to be known before stacks can be told apart: the program's class path and command.
///
/// @param userCode which classes are the application's
/// @param sources finds the source files of classes
record JvmFacts(UserCode userCode, SourceFiles sources) {
    /// The JVM tells of itself as soon as it records; where it does not, this is where we stop.
    private static final int MOST_EVENTS = 300_000;

    /// Looks for them at the beginning of the file.
    static JvmFacts peek(Path file, RecordingOptions options) {
        String classPath = null;
        String command = null;
        try (RecordingFile events = new RecordingFile(file)) {
            for (int i = 0;
                    i < MOST_EVENTS
                            && (classPath == null || command == null)
                            && events.hasMoreEvents();
                    i++) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals("jdk.InitialSystemProperty")) {
                    String value = event.getString("value");
                    switch (event.getString("key")) {
                        case "java.class.path" -> classPath = value;
                        case "sun.java.command" -> command = value;
                        case null, default -> {}
                    }
                }
            }
        } catch (IOException e) {
            throw Recording.unreadable(file, e);
        } catch (IndexOutOfBoundsException | NullPointerException | ClassCastException e) {
            throw new RecordingException(
                    "%s: its content cannot be read (%s): the file is damaged, or recordings of different JVMs were put into one; record again, or report on each"
                            .formatted(file, e),
                    e);
        }
        ApplicationClasses own =
                ApplicationClasses.find(
                        options.directory(),
                        classPath == null ? "" : classPath,
                        command == null ? "" : command);
        UserCode code =
                !options.applications().isEmpty()
                        ? UserCode.withPrefixes(options.applications())
                        : own.isKnown() ? own : UserCode.outsideFrameworks();
        return new JvmFacts(code, new SourceFiles(own));
    }

    /// Whether the application is known by the class path alone.
    boolean isByClassPath() {
        return userCode instanceof ApplicationClasses;
    }

    /// The same, with everything outside the JDK and known frameworks as the application.
    JvmFacts outsideFrameworks() {
        return new JvmFacts(UserCode.outsideFrameworks(), sources);
    }
}
