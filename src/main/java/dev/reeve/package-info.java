/** The program. */
@NullMarked
package dev.reeve;

import org.jspecify.annotations.NullMarked;
