/** What waits for a person: one list over all rooms, latched until somebody has seen it. */
@NullMarked
package dev.reeve.engine.inbox;

import org.jspecify.annotations.NullMarked;
