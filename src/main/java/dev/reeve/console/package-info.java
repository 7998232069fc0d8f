/**
 * The desktop console: it shows what the engine does and carries commands back. It knows the
 * engine, never the store.
 */
@NullMarked
package dev.reeve.console;

import org.jspecify.annotations.NullMarked;
