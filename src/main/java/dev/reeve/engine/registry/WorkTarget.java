package dev.reeve.engine.registry;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.workspace.SafePath;
import org.jspecify.annotations.Nullable;

/**
 * One path that a claim asks to be settled; a folder's claim has many.
 *
 * @param from where its file came from, as the record spells it; null when it did not move
 * @param observed what was there when it was looked at
 */
record WorkTarget(Claim claim, SafePath path, @Nullable String from, Observed observed) {}
