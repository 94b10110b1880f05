/// Tables of whatever format a user names: known by their content, not by their names.
@NullMarked
package dev.venturi.input;

import org.jspecify.annotations.NullMarked;
