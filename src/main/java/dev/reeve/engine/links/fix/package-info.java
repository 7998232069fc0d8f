/** Mending links: the plan, its proof, the edits, and how they went. Writes nothing itself. */
@NullMarked
package dev.reeve.engine.links.fix;

import org.jspecify.annotations.NullMarked;
