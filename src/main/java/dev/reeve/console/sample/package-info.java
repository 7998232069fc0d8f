/** The strip above the sample: what can be tried in it. */
@NullMarked
package dev.reeve.console.sample;

import org.jspecify.annotations.NullMarked;
