package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.DrawerContent.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of a change, in words. Immutable.
 *
 * @param key its path in the change
 * @param included whether it is to be done, or left out
 * @param path with the target of a move
 * @param lines added and removed; empty of what is left out
 * @param state whether it is as the change expects; null where that is of no use any more
 * @param wayBack how it can be reverted; empty of what is left out
 * @param detail why it cannot be done, both hashes and the difference
 */
public record ApprovalItem(
    String key,
    boolean included,
    String operation,
    String path,
    String lines,
    @Nullable Badge state,
    String wayBack,
    List<Line> detail) {}
