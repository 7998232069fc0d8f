/**
 * The sample workspace, and somebody who works in it. It plays the user, so it writes files itself.
 */
@NullMarked
package dev.reeve.sample;

import org.jspecify.annotations.NullMarked;
