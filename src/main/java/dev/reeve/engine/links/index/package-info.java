/** What is known of all links of a workspace, kept current while it changes. */
@NullMarked
package dev.reeve.engine.links.index;

import org.jspecify.annotations.NullMarked;
