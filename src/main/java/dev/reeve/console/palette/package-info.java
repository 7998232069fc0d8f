/** The field over any pane that finds commands, panes, settings and things by a few letters. */
@NullMarked
package dev.reeve.console.palette;

import org.jspecify.annotations.NullMarked;
