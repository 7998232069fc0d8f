/** The Inbox pane: everything that waits for a person. */
@NullMarked
package dev.reeve.console.inbox;

import org.jspecify.annotations.NullMarked;
