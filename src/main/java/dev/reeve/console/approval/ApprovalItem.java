package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.DrawerContent.Line;
import java.util.List;

/**
 * One file of a change, in words. Immutable.
 *
 * @param lines added and removed
 * @param state whether it is as the change expects
 * @param wayBack how it can be undone
 * @param detail why it cannot be done, both hashes and the difference
 */
public record ApprovalItem(
    String operation, String path, String lines, Badge state, String wayBack, List<Line> detail) {}
