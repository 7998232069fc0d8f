/** Reads what is in files, without ever running any of it, and writes it down as a descriptor. */
@NullMarked
package dev.reeve.engine.registry.describe;

import org.jspecify.annotations.NullMarked;
