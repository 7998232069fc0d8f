/** What people decide about references that no repair is sure enough for. */
@NullMarked
package dev.reeve.engine.links.triage;

import org.jspecify.annotations.NullMarked;
