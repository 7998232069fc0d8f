/** The Executions pane: what was done, by whom, on whose approval. */
@NullMarked
package dev.reeve.console.executions;

import org.jspecify.annotations.NullMarked;
