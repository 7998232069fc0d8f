package dev.reeve.engine.links.history;

import java.time.Instant;

/**
 * A path went: it was deleted or renamed. Source: {@code docs/reference/links.md}.
 *
 * @param path canonical
 * @param blob id of its last bytes, as version control names them
 * @param commit the commit in which it went, 40 hex digits
 * @param at when that was committed
 */
public record Departure(String path, String blob, String commit, Instant at) {}
