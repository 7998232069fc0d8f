/** The workspace's one SQLite database: one writer with group commit, readers, migrations. */
@NullMarked
package dev.reeve.engine.store;

import org.jspecify.annotations.NullMarked;
