/// JSON, RFC 8259: a small writer and a strict reader for the documents the engine writes beside
/// its outputs.
@NullMarked
package dev.venturi.json;

import org.jspecify.annotations.NullMarked;
