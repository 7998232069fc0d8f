package dev.reeve.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What the first window can do; the wiring implements it. Calls block and are made on background
 * threads; failures are {@link dev.reeve.engine.workspace.EngineException}s. Source: {@code
 * docs/guide/welcome.md}.
 */
public interface Workspaces {
  /** Workspaces opened lately, newest first. */
  List<Recent> recent();

  /**
   * @param name for people
   * @param root its folder
   * @param opened when it was last opened
   */
  record Recent(String name, Path root, Instant opened) {}

  /** Looks at a folder without writing anything. */
  Look look(Path folder);

  /**
   * What a read-only look found, and exactly what adopting would create.
   *
   * @param root the folder as its real path
   * @param adopted whether it has been adopted before
   * @param files files in it, ignored ones left out
   * @param documents Markdown and other documents among them
   * @param registry whether there is a registry file
   * @param policy whether there is a policy file
   * @param creates each file and folder adopting would create, relative to the root
   * @param problems what could not be read, for people
   */
  record Look(
      Path root,
      boolean adopted,
      long files,
      long documents,
      boolean registry,
      boolean policy,
      List<Creation> creates,
      List<String> problems) {}

  /**
   * @param path relative to the root
   * @param purpose what it is for, for people
   */
  record Creation(String path, String purpose) {}

  /** Opens a folder that has been adopted. */
  EngineSession open(Path folder);

  /** Creates what {@link #look} listed and opens the folder in observe mode. */
  EngineSession adopt(Path folder);

  /** Makes a throwaway workspace of a few hundred small files and opens it. */
  EngineSession sample();
}
