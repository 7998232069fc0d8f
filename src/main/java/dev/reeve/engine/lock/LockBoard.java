package dev.reeve.engine.lock;

import dev.reeve.engine.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a person sees of all locks: one entry a subsystem, a path, a work item's lock. */
final class LockBoard {
  private final Store store;
  private final LeaseDao dao;
  private final LeaseJudge judge;
  private final ResourceLocks resources;

  /** A lease with one of the names it is shown under. */
  record Shown(Lease lease, LockStatus status) {}

  LockBoard(Store store, LeaseDao dao, LeaseJudge judge, ResourceLocks resources) {
    this.store = store;
    this.dao = dao;
    this.judge = judge;
    this.resources = resources;
  }

  List<LockStatus> status() {
    List<LockStatus> out = new ArrayList<>(resources.status());
    leases().forEach(shown -> out.add(shown.status()));
    out.sort(Comparator.comparing(LockStatus::name, LockNames.ORDER));
    return List.copyOf(out);
  }

  Optional<Shown> lease(String name) {
    return leases().stream().filter(shown -> shown.status().name().equals(name)).findFirst();
  }

  Optional<LockStatus> resource(String name) {
    return resources.status().stream().filter(status -> status.name().equals(name)).findFirst();
  }

  private List<Shown> leases() {
    List<Lease> all = store.read(dao::all);
    List<Shown> out = new ArrayList<>();
    for (Lease lease : all) {
      if (lease.granted()) {
        LeaseJudge.Judged judged = judge.judge(lease);
        int waiters = waiters(lease, all);
        for (String name : lease.labels()) {
          out.add(new Shown(lease, status(lease, name, judged, waiters)));
        }
      }
    }
    return out;
  }

  private static int waiters(Lease held, List<Lease> all) {
    return (int)
        all.stream()
            .filter(other -> !other.granted() && other.name().equals(held.name()))
            .filter(other -> held.isInTheWayOf(other.paths()))
            .count();
  }

  private static LockStatus status(
      Lease lease, String name, LeaseJudge.Judged judged, int waiters) {
    return new LockStatus(
        name,
        judged.state(),
        judged.lives(),
        lease.owner(),
        lease.holder(),
        lease.sessionId(),
        lease.token().substring(0, Math.min(8, lease.token().length())),
        lease.fence(),
        lease.since(),
        lease.lastRenewed(),
        lease.expires(),
        waiters,
        lease.purpose(),
        lease.executionId());
  }
}
