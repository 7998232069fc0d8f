package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;

/**
 * What became of one file of a change. Immutable.
 *
 * @param path with the target of a move
 * @param lines added and removed; empty of what was not done
 * @param wayBack how it can be reverted; empty of what was not done
 */
record ResultItem(Badge state, String operation, String path, String lines, String wayBack) {}
