/// Real servers for tests: started once for all of them, on the loopback interface alone.
@NullMarked
package dev.venturi.pipeline.servers;

import org.jspecify.annotations.NullMarked;
