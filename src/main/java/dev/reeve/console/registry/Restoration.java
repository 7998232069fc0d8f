package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.RegistryView.Backup;
import dev.reeve.engine.registry.WriteResult;
import java.util.ArrayList;
import java.util.List;

/** Puts a backup back: shows what would change, has its date typed, tells the result. */
public final class Restoration {
  private static final int MOST_LINES = 200;

  private final EngineSession session;
  private final Screen screen;
  private final LiveList<KeptBackup, BackupRow> backups;
  private final Conflicts conflicts;
  private final Runnable done;

  Restoration(
      EngineSession session,
      Screen screen,
      LiveList<KeptBackup, BackupRow> backups,
      Conflicts conflicts,
      Runnable done) {
    this.session = session;
    this.screen = screen;
    this.backups = backups;
    this.conflicts = conflicts;
    this.done = done;
  }

  /** Asks it and, after yes, does it. */
  public interface Asker {
    /** Hands the question on; yes is called when it is confirmed. */
    void ask(Question question, Runnable yes);
  }

  /** Restores the one selected backup. */
  public Command command(Asker asker) {
    return backups.overSelection(
        Texts.get("registry.action.restore"),
        "",
        backup -> backup.verified() && backups.selected().size() == 1,
        Texts.get("registry.why-not.restore"),
        keys ->
            backups
                .chosen(KeptBackup::verified)
                .findFirst()
                .ifPresent(kept -> plan(kept.backup(), asker)));
  }

  private record Plan(String seen, RegistryDifference difference) {}

  private void plan(Backup backup, Asker asker) {
    screen
        .work()
        .run(
            () ->
                new Plan(
                    Formats.orNone(session.registry().summary().hash()),
                    session.registryDesk().planRestore(backup.name())),
            plan ->
                asker.ask(
                    question(backup, plan.difference()), () -> restore(backup, plan.seen(), asker)),
            backups.problemProperty()::set);
  }

  private static Question question(Backup backup, RegistryDifference difference) {
    List<String> lines = new ArrayList<>();
    Conflicts.columns(difference)
        .forEach(
            (key, columns) ->
                lines.add(Texts.get("registry.restore.line", key, String.join(", ", columns))));
    int all = lines.size();
    List<String> shown = new ArrayList<>(lines.subList(0, Math.min(MOST_LINES, all)));
    if (all > MOST_LINES) {
      shown.add(Texts.get("registry.restore.more", all - MOST_LINES));
    }
    String when = Formats.stamp(backup.time());
    return new Question(
        Texts.get("registry.restore.title", when),
        Texts.get(
            "registry.restore.text",
            difference.changed().size(),
            difference.added().size(),
            difference.removed().size()),
        shown,
        null,
        when.substring(0, 10),
        Texts.get("registry.restore.verb"),
        true);
  }

  private void restore(Backup backup, String seen, Asker asker) {
    screen
        .work()
        .run(
            () -> session.registryDesk().restore(backup.name(), seen),
            result -> restored(result, backup, seen, asker),
            backups.problemProperty()::set);
  }

  private void restored(WriteResult result, Backup backup, String seen, Asker asker) {
    if (result.code().equals("CAS_PRECONDITION_FAILED")) {
      conflicts.show(
          seen,
          () -> Conflicts.columns(session.registryDesk().planRestore(backup.name())),
          () -> plan(backup, asker));
      return;
    }
    screen
        .notices()
        .say(Texts.get("registry.done.restored", Formats.stamp(backup.time()), result.message()));
    done.run();
  }
}
