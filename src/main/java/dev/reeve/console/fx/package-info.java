/**
 * The few shared parts of the console: the pulse that brings engine events to the screen, keyed
 * rows, cells, formats, filter, drawer.
 */
@NullMarked
package dev.reeve.console.fx;

import org.jspecify.annotations.NullMarked;
