package dev.reeve.engine.crash;

import dev.reeve.engine.Engine.Role;
import dev.reeve.engine.crash.Victims.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One act, killed again and again over the same workspace: prepare, kill, open again, look, let the
 * rest be done, look again.
 */
final class Trial implements AutoCloseable {
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
    bed.open(Role.KEEPER);
  }

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
    String argument = act.prepare(bed, "r" + round);
    bed.close();
    return argument;
  }

  private Said victim(Act what, String argument, KillPoint point) throws Exception {
    Said said = victims.run(new Victim.Order(bed.root(), what, argument, point));
    tally.killed(what.name(), said.stoppedAt());
    return said;
  }

  private void check(String where) throws IOException {
    bed.open(Role.KEEPER);
    tally.add(where + ", right after recovery", Invariants.afterRecovery(bed, act.atomic()));
    bed.drain();
    tally.add(where + ", when idle", Invariants.whenIdle(bed));
    bed.expectAsFound();
  }

  @Override
  public void close() {
    bed.close();
  }
}
