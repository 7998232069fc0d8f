/**
 * Where a reference that leads nowhere should lead: candidates with the evidence for each of them,
 * their scores and bands. Source: {@code docs/reference/links.md}.
 */
@NullMarked
package dev.reeve.engine.links.suggest;

import org.jspecify.annotations.NullMarked;
