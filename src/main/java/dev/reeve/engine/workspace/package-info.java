/**
 * Where the engine works: root, configuration, safe paths, ignore rules, tree walk, hashing, clock.
 */
@NullMarked
package dev.reeve.engine.workspace;

import org.jspecify.annotations.NullMarked;
