package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;

/// Keys are hashed at a price: long ones, or by a digest.
final class CostlyHashing extends CpuSymptom {
    CostlyHashing() {
        super(
                "costly-hashing",
                "hashing",
                "Use a short key (an id, a record of a few fields), keep the hash in a "
                        + "field of the key, or hash once and pass the result on; for check sums "
                        + "that need no security CRC32C is many times faster.");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        String method = frame.method();
        return method.equals("hashCode")
                || (method.equals("hash") && type.startsWith("java.util."))
                || type.equals("java.util.HashMap$TreeNode")
                || (type.equals("jdk.internal.util.ArraysSupport") && method.contains("ashCode"))
                || type.startsWith("java.security.MessageDigest")
                || type.startsWith("sun.security.provider.")
                || type.startsWith("java.util.zip.CRC32")
                || type.startsWith("java.util.zip.Adler32");
    }

    @Override
    boolean callsBack() {
        return true;
    }
}
