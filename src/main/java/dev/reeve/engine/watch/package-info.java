/** Watching folders: stability, suppression of Reeve's own writes, rescan after overflow. */
@NullMarked
package dev.reeve.engine.watch;

import org.jspecify.annotations.NullMarked;
