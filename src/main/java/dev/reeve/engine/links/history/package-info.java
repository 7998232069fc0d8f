/**
 * What version control remembers of paths that are gone: where they went, what their last bytes
 * were, and where a document lay before. Source: {@code docs/reference/links.md}.
 */
@NullMarked
package dev.reeve.engine.links.history;

import org.jspecify.annotations.NullMarked;
