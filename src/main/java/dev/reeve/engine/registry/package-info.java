/** The inventory of the workspace: one record and one permanent id for each governed file. */
@NullMarked
package dev.reeve.engine.registry;

import org.jspecify.annotations.NullMarked;
