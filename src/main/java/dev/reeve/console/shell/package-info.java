/** The window: rail, title row, banner, status bar, themes, keys. */
@NullMarked
package dev.reeve.console.shell;

import org.jspecify.annotations.NullMarked;
