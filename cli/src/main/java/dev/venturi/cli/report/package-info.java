/// What the command shows: tables, numbers and progress for people, JSON for programs.
@NullMarked
package dev.venturi.cli.report;

import org.jspecify.annotations.NullMarked;
