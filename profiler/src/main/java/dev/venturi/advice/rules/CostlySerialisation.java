package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;

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

    @Override
    boolean callsBack() {
        return true;
    }
}
