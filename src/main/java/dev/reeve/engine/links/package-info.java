/**
 * Documentation links: what the documents of a workspace refer to, and which of it leads nowhere.
 * Source: {@code docs/reference/links.md}.
 */
@NullMarked
package dev.reeve.engine.links;

import org.jspecify.annotations.NullMarked;
