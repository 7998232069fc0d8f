/** The Settings pane: what this user chose, and what the workspace's files say. */
@NullMarked
package dev.reeve.console.settings;

import org.jspecify.annotations.NullMarked;
