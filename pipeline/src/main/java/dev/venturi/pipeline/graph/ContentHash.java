package dev.venturi.pipeline.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over parts, each with its length before it, so that `ab, c` and `a, bc` differ. Not
/// thread-safe.
public final class ContentHash {
    private static final int BLOCK = 1 << 16;

    private final MessageDigest digest;

    private ContentHash(MessageDigest digest) {
        this.digest = digest;
    }

    /// Begins one without parts.
    public static ContentHash begin() {
        try {
            return new ContentHash(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /// Adds a text.
    public ContentHash text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
        return this;
    }

    /// Adds a number.
    public ContentHash number(long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            digest.update((byte) (number >>> shift));
        }
        return this;
    }

    /// Adds the content of a file, not its name.
    ///
    /// @throws UncheckedIOException naming the file when it cannot be read
    public ContentHash file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            number(Files.size(file));
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: cannot read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Adds the code of a class: its class file, not those it uses.
    ///
    /// @throws IllegalArgumentException when it has none, such as a class made at run time
    public ContentHash code(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length()).replace(".", "");
        try (InputStream in = type.getResourceAsStream(file + ".class")) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "%s: its class file is not to be found; give a fingerprint of your own"
                                .formatted(type.getName()));
            }
            byte[] bytes = in.readAllBytes();
            number(bytes.length);
            digest.update(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: cannot read its class file: %s".formatted(type.getName(), e.getMessage()),
                    e);
        }
    }

    void bytes(byte[] block, int length) {
        digest.update(block, 0, length);
    }

    /// The hash, 64 digits; ends it.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
