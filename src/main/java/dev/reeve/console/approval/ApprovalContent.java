package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.DrawerContent.Fact;
import java.util.List;

/**
 * Everything the approval dialog says about a change, in words. Immutable.
 *
 * @param old whether it was judged so long ago that it deserves a second look
 * @param raised whether the gate found more risk than was proposed
 * @param permanent files that cannot come back; empty for none
 * @param wanted what must be typed before; empty for nothing
 * @param notesLabel what the rationale's field asks for
 * @param mismatchTitle that another decision or policy holds; empty while this one does
 * @param mismatch both of them, one a line
 * @param newer whether another decision of the plan can be opened instead
 * @param rejectable whether a rejection would still mean something
 * @param open whether it can be approved, undone or carried out, if nothing else hinders it
 * @param waiting whether it waits for a word, so that saying it and running it are two acts
 */
public record ApprovalContent(
    String title,
    String identity,
    boolean old,
    String totals,
    Badge standing,
    String risk,
    String riskWhy,
    boolean raised,
    String needs,
    List<Fact> facts,
    List<ApprovalItem> items,
    String sentence,
    List<String> permanent,
    String validity,
    String wanted,
    String notesLabel,
    String mismatchTitle,
    List<String> mismatch,
    boolean newer,
    boolean rejectable,
    boolean waiting,
    boolean open) {}
