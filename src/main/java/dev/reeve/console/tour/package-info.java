/** A walk through the console without a display, with a picture of everything that is met. */
@NullMarked
package dev.reeve.console.tour;

import org.jspecify.annotations.NullMarked;
