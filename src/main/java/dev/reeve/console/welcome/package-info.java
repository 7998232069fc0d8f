/** The first window: open a folder, try the sample, recent workspaces. */
@NullMarked
package dev.reeve.console.welcome;

import org.jspecify.annotations.NullMarked;
