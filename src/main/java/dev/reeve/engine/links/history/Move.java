package dev.reeve.engine.links.history;

import java.time.Instant;

/**
 * A recorded rename, followed to what is there now. Source: {@code docs/reference/links.md}.
 *
 * @param from the path that is gone
 * @param to where it lies now
 * @param similarity of the bytes before and after, in percent; the least of all steps
 * @param commit the commit of the first step, 40 hex digits
 * @param at when that was committed
 */
public record Move(String from, String to, int similarity, String commit, Instant at) {}
