/** The command line: the same engine without a window. */
@NullMarked
package dev.reeve.cli;

import org.jspecify.annotations.NullMarked;
