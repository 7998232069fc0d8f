/** The dialog in which a person approves or rejects a change. */
@NullMarked
package dev.reeve.console.approval;

import org.jspecify.annotations.NullMarked;
