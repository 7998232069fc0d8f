/** The Registry pane: records, validation, reconcile. */
@NullMarked
package dev.reeve.console.registry;

import org.jspecify.annotations.NullMarked;
