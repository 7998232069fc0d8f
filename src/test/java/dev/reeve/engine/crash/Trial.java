package dev.reeve.engine.crash;

import dev.reeve.engine.Engine.Role;
import dev.reeve.engine.crash.KillPoint.How;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One act, killed again and again over the same workspace: prepare, kill, open again, look, let the
 * rest be done, look again.
 */
final class Trial {
  private final Bed bed;
  private final Act act;
  private final Victims victims;
  private final Tally tally;
  private int round;

  Trial(Path folder, Act act, Victims victims, Tally tally) throws IOException {
    this.bed = new Bed(folder, act.carrier);
    this.act = act;
    this.victims = victims;
    this.tally = tally;
  }

  /** What a victim says before it is killed. */
  private record Said(String stoppedAt, List<String> steps) {}

  /** All steps of the act, found by letting it run to its end; the process is killed there. */
  List<String> steps() throws Exception {
    return round(KillPoint.NONE).steps();
  }

  /** Kills the act at the point; gives where it was stopped. */
  String kill(KillPoint point) throws Exception {
    return round(point).stoppedAt();
  }

  /** Kills the act at one point, and the recovery from that at another. */
  void killTwice(KillPoint point, KillPoint inRecovery) throws Exception {
    String argument = prepare();
    Said first = victim(act, argument, point);
    Said second = victim(Act.OPEN, "", inRecovery);
    check(act + " " + first.stoppedAt() + ", then OPEN " + second.stoppedAt());
  }

  private Said round(KillPoint point) throws Exception {
    String argument = prepare();
    Said said = victim(act, argument, point);
    check(act + " " + said.stoppedAt());
    return said;
  }

  private String prepare() throws IOException {
    round++;
    bed.open(Role.KEEPER);
    try {
      return act.prepare(bed, "r" + round);
    } finally {
      bed.close();
    }
  }

  private Said victim(Act what, String argument, KillPoint point) throws Exception {
    Victims.Running victim = victims.send(new Victim.Order(bed.root(), what, argument, point));
    List<String> steps = new ArrayList<>();
    String stoppedAt = null;
    while (stoppedAt == null) {
      String said = victim.next();
      if (said == null) {
        victim.kill();
        throw new IllegalStateException(what + " died by itself at " + point + victims.errors());
      } else if (said.startsWith(Victim.STEP)) {
        steps.add(said.substring(Victim.STEP.length()));
      } else if (said.startsWith(KillingFiles.STOPPED)) {
        stoppedAt = said.substring(KillingFiles.STOPPED.length());
      } else if (said.equals(Victim.DONE)) {
        stoppedAt = How.AFTER + " its end";
      }
    }
    victim.kill();
    tally.killed(what.name(), stoppedAt);
    return new Said(stoppedAt, steps);
  }

  private void check(String where) throws IOException {
    bed.open(Role.KEEPER);
    try {
      tally.add(where + ", right after recovery", Invariants.afterRecovery(bed, act.atomic()));
      bed.drain();
      tally.add(where + ", when idle", Invariants.whenIdle(bed));
      bed.expectAsFound();
    } finally {
      bed.close();
    }
  }
}
