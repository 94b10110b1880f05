/// Pipelines on the command line: the only package that uses the library of pipelines, whose jars
/// are on the class path of the verbs that need them only.
@NullMarked
package dev.venturi.cli.pipeline;

import org.jspecify.annotations.NullMarked;
