package dev.reeve.engine.crash;

import dev.reeve.engine.Engine;
import dev.reeve.engine.Engine.Role;
import dev.reeve.engine.Insides;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a victim does when it is killed: each kind of write that Reeve makes. Every act has a folder
 * of its own, in which {@link #prepare} puts the user's files.
 */
enum Act {
  /** A person asks for an id, beside whoever keeps the workspace: ledger, counter, record. */
  ALLOCATE("REGISTRY_ONLY") {
    @Override
    Role role() {
      return Role.VISITOR;
    }

    @Override
    String prepare(Bed bed, String folder) throws IOException {
      bed.write(folder + "/new.txt", folder + " new");
      return folder + "/new.txt";
    }

    @Override
    void act(Engine engine, String argument) throws Exception {
      engine.registryActions().allocate(List.of(SafePath.of(argument)));
    }
  },

  /** The queue brings new, changed, moved and removed files into the registry. */
  QUEUE("REGISTRY_ONLY") {
    @Override
    String prepare(Bed bed, String folder) throws IOException {
      for (String name : List.of("changed", "moved", "removed")) {
        bed.write(folder + "/" + name + ".txt", folder + name);
      }
      bed.drain();
      bed.write(folder + "/new.txt", folder + " new");
      bed.write(folder + "/changed.txt", folder + " changed again");
      bed.move(folder + "/moved.txt", folder + "/to/moved.txt");
      bed.delete(folder + "/removed.txt");
      return folder;
    }
  },

  /** The files themselves are made to carry their ids. */
  HEADER("HEADER"),

  /** The files are renamed to carry their ids. */
  PREFIX("PREFIX"),

  /** A change set of four files, all or nothing. */
  ATOMIC("REGISTRY_ONLY") {
    @Override
    boolean atomic() {
      return true;
    }

    @Override
    String prepare(Bed bed, String folder) throws IOException {
      fill(bed, folder);
      bed.drain();
      changed(bed, folder);
      return folder;
    }

    @Override
    void act(Engine engine, String argument) throws IOException {
      execute(engine, argument, false);
    }
  },

  /** The same, each operation for itself. */
  ITEMISED("REGISTRY_ONLY") {
    @Override
    String prepare(Bed bed, String folder) throws IOException {
      return ATOMIC.prepare(bed, folder);
    }

    @Override
    void act(Engine engine, String argument) throws IOException {
      execute(engine, argument, true);
    }
  },

  /** Such a change set is undone. */
  REVERT("REGISTRY_ONLY") {
    @Override
    boolean atomic() {
      return true;
    }

    @Override
    String prepare(Bed bed, String folder) throws IOException {
      fill(bed, folder);
      bed.drain();
      String done = execute(bed.engine(), folder, false).head().id();
      bed.expectAsFound();
      bed.drain();
      filled(bed, folder);
      return done;
    }

    @Override
    void act(Engine engine, String argument) {
      engine.executions().revert(argument, Bed.OPERATOR);
    }
  },

  /** The newest write of the registry is taken back. */
  TAKE_BACK("REGISTRY_ONLY") {
    @Override
    String prepare(Bed bed, String folder) throws IOException {
      bed.write(folder + "/new.txt", folder + " new");
      bed.drain();
      return bed.engine().executions().list(ExecutionFilter.newest(1)).rows().getFirst().id();
    }

    @Override
    void act(Engine engine, String argument) {
      engine.executions().revert(argument, Bed.OPERATOR);
    }
  },

  /** A backup of the registry is put back. */
  RESTORE("REGISTRY_ONLY") {
    @Override
    String prepare(Bed bed, String folder) throws IOException {
      bed.write(folder + "/one.txt", folder + " one");
      bed.drain();
      bed.write(folder + "/two.txt", folder + " two");
      bed.drain();
      return bed.engine().registry().backups().getFirst().name();
    }

    @Override
    void act(Engine engine, String argument) {
      engine.registryRecovery().restore(argument);
    }
  },

  /** Nothing but to open what another victim left: recovery itself is killed. */
  OPEN("REGISTRY_ONLY") {
    @Override
    boolean countsOpening() {
      return true;
    }

    @Override
    void act(Engine engine, String argument) {}
  },

  /** Watches and works until it is killed at any moment. */
  KEEP("REGISTRY_ONLY") {
    @Override
    void act(Engine engine, String argument) throws InterruptedException {
      engine.start();
      engine.awaitClose(null);
    }
  };

  /** How files carry their ids in this act's workspace. */
  final String carrier;

  Act(String carrier) {
    this.carrier = carrier;
  }

  Role role() {
    return Role.KEEPER;
  }

  /** Whether what happens while the workspace is opened counts as steps too. */
  boolean countsOpening() {
    return false;
  }

  /**
   * Whether the user's files are all as before or all as after; else each of them is one or the
   * other.
   */
  boolean atomic() {
    return false;
  }

  /**
   * Makes the user's files, in the parent's open workspace.
   *
   * @return what the victim is told
   */
  String prepare(Bed bed, String folder) throws IOException {
    bed.write(folder + "/new.md", folder + " md");
    bed.write(folder + "/new.py", folder + " py");
    return folder;
  }

  /** Does it, in the victim. */
  void act(Engine engine, String argument) throws Exception {
    Bed.drain(engine);
  }

  private static void fill(Bed bed, String folder) throws IOException {
    for (String name : List.of("a", "b", "c")) {
      bed.write(folder + "/" + name + ".txt", folder + name);
    }
  }

  /** The user's files may be so, too, from now on. */
  private static void changed(Bed bed, String folder) {
    bed.mayBecome(folder + "/a.txt", Content.of(folder + "a again"));
    bed.mayBecome(folder + "/b.txt", Content.of(folder + "b again"));
    bed.mayBecome(folder + "/c.txt", null);
    bed.mayBecome(folder + "/sub/d.txt", Content.of(folder + "d"));
  }

  private static void filled(Bed bed, String folder) {
    for (String name : List.of("a", "b", "c")) {
      bed.mayBecome(folder + "/" + name + ".txt", Content.of(folder + name));
    }
    bed.mayBecome(folder + "/sub/d.txt", null);
  }

  private static ExecutionResult execute(Engine engine, String folder, boolean itemised)
      throws IOException {
    Path root = engine.workspace().root();
    List<FileChange> files =
        List.of(
            update(root, folder + "/a.txt", folder + "a again"),
            update(root, folder + "/b.txt", folder + "b again"),
            FileChange.delete(folder + "/c.txt", Sha256.of(root.resolve(folder + "/c.txt"))),
            FileChange.create(folder + "/sub/d.txt", Content.of(folder + "d")));
    Changes changes = Insides.changes(engine);
    ChangePlan plan =
        ChangePlan.internal(
            "Change four files",
            "They are to be killed for",
            List.of(folder + "/**"),
            Bed.OPERATOR,
            engine.clock().now());
    ChangeSet set = ChangeSet.of(plan.id(), files, Bed.OPERATOR, engine.clock().now());
    Governance.Judged judged =
        changes.governance().submit(new Submission(plan, set, ChangeKind.CHANGES), Bed.OPERATOR);
    Approval approval =
        changes.approvals().approve(judged.decision().id(), Bed.OPERATOR, "for the test");
    ExecutionOptions options = ExecutionOptions.of(Bed.OPERATOR).approvedBy(approval.id());
    return changes
        .executor()
        .execute(judged.submission(), judged.decision(), itemised ? options.asItemised() : options);
  }

  private static FileChange update(Path root, String path, String name) throws IOException {
    return FileChange.update(path, Files.readString(root.resolve(path)), Content.of(name));
  }
}
