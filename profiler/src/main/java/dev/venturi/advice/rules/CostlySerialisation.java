package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Unit;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;

/// Objects become JSON, XML or bytes, or are made of them.
final class CostlySerialisation extends CpuSymptom {
    CostlySerialisation() {
        super(
                "costly-serialisation",
                "serialisation",
                "Serialise once and keep the bytes while the object does not change, "
                        + "stream instead of building a tree, leave out fields nobody reads, or "
                        + "use a binary format.");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        return type.startsWith("com.fasterxml.jackson.")
                || type.startsWith("tools.jackson.")
                || type.startsWith("com.google.gson.")
                || type.startsWith("org.json.")
                || type.startsWith("jakarta.json.")
                || type.startsWith("javax.json.")
                || type.startsWith("com.alibaba.fastjson")
                || type.startsWith("com.squareup.moshi.")
                || type.startsWith("kotlinx.serialization.")
                || type.startsWith("java.io.ObjectOutputStream")
                || type.startsWith("java.io.ObjectInputStream")
                || type.startsWith("javax.xml.")
                || type.startsWith("jakarta.xml.bind.")
                || type.startsWith("com.sun.org.apache.xerces.")
                || type.startsWith("org.yaml.snakeyaml.")
                || type.startsWith("com.google.protobuf.")
                || type.startsWith("com.esotericsoftware.kryo.")
                || type.startsWith("org.msgpack.")
                || type.startsWith("java.beans.XML");
    }

    /// Reads a class to learn how to write it, which a mapper that is kept does once.
    @Override
    boolean marks(Frame frame) {
        String type = frame.type();
        String method = frame.method();
        boolean ofJackson =
                type.startsWith("com.fasterxml.jackson.databind.")
                        || type.startsWith("tools.jackson.databind.");
        return (ofJackson && method.startsWith("_create") && method.contains("erializer"))
                || (type.startsWith("com.google.gson.internal.bind.") && method.equals("create"))
                || (type.startsWith("org.glassfish.jaxb.") && method.equals("createContext"));
    }

    @Override
    String remedy(Hotspot spot) {
        return isPreparing(spot)
                ? "Make the mapper once and keep it in a static final field: nearly each call here"
                        + " learns anew how the class is written."
                : super.remedy(spot);
    }

    @Override
    void evidence(Profile profile, Hotspot spot, Evidence.Builder evidence) {
        if (isPreparing(spot)) {
            evidence.number(
                    "preparing",
                    "of that learning how the class is written",
                    (double) spot.marked() / spot.samples(),
                    Unit.SHARE);
        }
    }

    private static boolean isPreparing(Hotspot spot) {
        return 2 * spot.marked() >= spot.samples();
    }

    @Override
    boolean callsBack() {
        return true;
    }
}
