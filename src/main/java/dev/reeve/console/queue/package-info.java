/** The Queue pane: jobs, watcher, locks. */
@NullMarked
package dev.reeve.console.queue;

import org.jspecify.annotations.NullMarked;
