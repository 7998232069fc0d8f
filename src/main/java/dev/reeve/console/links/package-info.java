/** The Doc links pane: broken references, decided one by one or together, and carried out. */
@NullMarked
package dev.reeve.console.links;

import org.jspecify.annotations.NullMarked;
