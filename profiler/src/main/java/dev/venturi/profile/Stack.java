package dev.venturi.profile;

import java.util.List;
import java.util.Optional;

/// The methods that were active when something happened.
///
/// @param frames the top, where it happened, comes first; may be empty
/// @param truncated whether frames at the bottom are missing
public record Stack(List<Frame> frames, boolean truncated) {
    /// A stack of which nothing is known.
    public static final Stack NONE = new Stack(List.of(), true);

    /// Copies the list.
    public Stack {
        frames = List.copyOf(frames);
    }

    /// The application's frame nearest to the top.
    public Optional<Frame> userFrame() {
        int at = userIndex();
        return at < 0 ? Optional.empty() : Optional.of(frames.get(at));
    }

    /// The line of [#userFrame()].
    public Optional<Site> userSite() {
        return userFrame().map(Site::of);
    }

    /// What the application's line had called: the frames above [#userFrame()], top first; all
    /// frames when there is none.
    public List<Frame> beneathUser() {
        int at = userIndex();
        return at < 0 ? frames : frames.subList(0, at);
    }

    /// Whether a method is active anywhere on the stack.
    ///
    /// @param type `package.Class`
    public boolean has(String type, String method) {
        for (Frame frame : frames) {
            if (frame.is(type, method)) {
                return true;
            }
        }
        return false;
    }

    private int userIndex() {
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).user()) {
                return i;
            }
        }
        return -1;
    }
}
