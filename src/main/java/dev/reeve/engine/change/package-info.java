/** The only room that writes a user's files: change sets, gate, executor, journal, vault, trail. */
@NullMarked
package dev.reeve.engine.change;

import org.jspecify.annotations.NullMarked;
