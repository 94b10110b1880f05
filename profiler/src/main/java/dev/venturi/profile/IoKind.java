package dev.venturi.profile;

/// What is done to a file or a connection.
public enum IoKind {
    /// Bytes of a file are read.
    FILE_READ("file read"),
    /// Bytes are written to a file.
    FILE_WRITE("file write"),
    /// A file is forced to the disk.
    FILE_FORCE("file force"),
    /// Bytes come from the network.
    SOCKET_READ("socket read"),
    /// Bytes go to the network.
    SOCKET_WRITE("socket write");

    private final String label;

    IoKind(String label) {
        this.label = label;
    }

    /// As reports name it.
    public String label() {
        return label;
    }

    /// Whether bytes come in.
    public boolean isRead() {
        return this == FILE_READ || this == SOCKET_READ;
    }

    /// Whether it is the network.
    public boolean isSocket() {
        return this == SOCKET_READ || this == SOCKET_WRITE;
    }
}
