package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the approval dialog says about a change, in words. Immutable.
 *
 * @param leftOut how many files are left out, with both hashes; empty for none
 * @param divisible whether files can be left out
 * @param old whether it was judged so long ago that it deserves a second look
 * @param raised whether the gate found more risk than was proposed
 * @param permanent files that cannot come back; empty for none
 * @param listed the other files, one a line
 * @param wanted what must be typed before; empty for nothing
 * @param notesLabel what the rationale's field asks for
 * @param mismatchTitle that another decision or policy holds; empty while this one does
 * @param mismatchWhy that nothing was run, and what differs; empty likewise
 * @param mismatch both of them, one a line, with a sign under each thing in which they differ
 * @param mismatchHashes the hash that each of these lines tells of, empty for none; without any
 *     where they are not about two changes
 * @param difference every file in which they differ; empty where that is not known
 * @param newer whether another decision of the plan can be opened instead
 * @param rejectable whether a rejection would still mean something
 * @param open whether it can be approved, undone or carried out, if nothing else hinders it
 * @param waiting whether it waits for a word, so that saying it and running it are two acts
 */
public record ApprovalContent(
    String title,
    boolean old,
    String totals,
    String leftOut,
    boolean divisible,
    Badge standing,
    String risk,
    String riskWhy,
    boolean raised,
    String needs,
    List<Fact> facts,
    List<ApprovalItem> items,
    String sentence,
    List<String> permanent,
    List<Line> listed,
    String wanted,
    String notesLabel,
    String mismatchTitle,
    String mismatchWhy,
    List<String> mismatch,
    List<String> mismatchHashes,
    List<Line> difference,
    boolean newer,
    boolean rejectable,
    boolean waiting,
    boolean open) {

  /** Whether no other judgement or policy holds instead. */
  boolean holds() {
    return mismatchTitle.isEmpty();
  }

  /**
   * All of it.
   *
   * @param newest the judgement that holds instead, or null
   * @param leftOut paths that are chosen to stay out
   */
  static ApprovalContent of(
      Proposal now, @Nullable Proposal newest, Set<String> leftOut, boolean divisible, Instant at) {
    boolean other =
        now.standing() == Standing.POLICY_CHANGED || now.standing() == Standing.SUPERSEDED;
    return new ApprovalContent(
        UndoWords.of(now.plan().intent()),
        ReviewWords.old(now, at),
        ReviewWords.totals(now),
        ReviewWords.leftOut(now),
        divisible,
        ReviewWords.standing(now),
        Texts.get("approval.risk.line", ReviewWords.risk(now)),
        ReviewWords.riskWhy(now),
        now.raised(),
        other ? "" : ReviewWords.needs(now),
        ReviewWords.facts(now),
        FileWords.items(now, newest, leftOut),
        ConfirmWords.sentence(now),
        now.permanent().stream().map(FileWords::sentence).toList(),
        ConfirmWords.listed(now),
        ConfirmWords.wanted(now),
        ConfirmWords.notesLabel(now),
        other ? MismatchWords.title(now) : "",
        other ? MismatchWords.why(now, newest) : "",
        MismatchWords.both(now, newest),
        MismatchWords.hashes(now, newest),
        newest == null ? List.of() : MismatchWords.difference(now, newest),
        now.standing() == Standing.SUPERSEDED,
        ConfirmWords.rejectable(now),
        now.standing() == Standing.WAITING,
        ConfirmWords.isOpen(now));
  }
}
