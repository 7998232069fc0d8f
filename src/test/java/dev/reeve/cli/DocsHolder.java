package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.lock.LockOperation;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Another process that holds the lock on documents until it is ended. */
final class DocsHolder implements AutoCloseable {
  private final Process process;

  private DocsHolder(Process process) {
    this.process = process;
  }

  /** Returns once the lock is held; nobody waits for it in this workspace. */
  static DocsHolder in(Path folder) throws Exception {
    Files.writeString(folder.resolve(".reeve/config.toml"), "[locks]\ntimeout_seconds = 0\n");
    Process process = Child.start(Main.class, folder.toString());
    DocsHolder holder = new DocsHolder(process);
    if (!"held".equals(process.inputReader().readLine())) {
      holder.close();
      throw new AssertionError("The other process does not hold the lock");
    }
    return holder;
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly().waitFor();
  }

  /** The other process. */
  static final class Main {
    public static void main(String[] args) throws Exception {
      Workspace workspace = Workspace.open(Path.of(args[0]), new DiskFileLayer());
      Engine engine = Engine.open(workspace, Engine.Role.VISITOR);
      Locks locks = (Locks) engine.locks();
      locks
          .subsystem()
          .acquire(
              new LockOperation("tidy", "holds", null),
              "moves",
              List.of("docs"),
              Duration.ZERO,
              () -> false);
      System.out.println("held");
      Thread.currentThread().join();
    }
  }
}
