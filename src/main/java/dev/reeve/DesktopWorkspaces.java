package dev.reeve;

import dev.reeve.console.EngineSession;
import dev.reeve.console.Workspaces;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.TreeWalk;
import dev.reeve.engine.workspace.Unreadable;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the console's first window can do, on the real disk. */
final class DesktopWorkspaces implements Workspaces {
  private static final Set<String> DOCUMENTS = Set.of("md", "rst", "txt", "adoc");

  /** What comes with the first opening, which {@link #adopt} does at once. */
  private static final List<String> OPENED = List.of(".reeve/events", ".reeve/tmp");

  private final RecentWorkspaces recent;
  private volatile @Nullable Path last;

  DesktopWorkspaces() {
    this(RecentWorkspaces.userFolder());
  }

  /**
   * @param userFolder where the list of recent workspaces is kept
   */
  DesktopWorkspaces(Path userFolder) {
    recent = new RecentWorkspaces(userFolder);
  }

  @Override
  public List<Recent> recent() {
    return recent.list().stream()
        .map(entry -> new Recent(name(entry.root()), entry.root(), entry.opened()))
        .toList();
  }

  private static String name(Path root) {
    Path name = root.getFileName();
    return name == null ? root.toString() : name.toString();
  }

  @Override
  public Look look(Path folder) {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    List<String> problems = new ArrayList<>(workspace.config().problems());
    long[] counts = new long[2];
    try {
      new TreeWalk(workspace.root(), IgnoreRules.of(workspace))
          .walk(found -> count(found, counts, problems), () -> false);
    } catch (IOException e) {
      problems.add("The folder was not read to its end: " + e.getMessage());
    }
    return new Look(
        workspace.root(),
        workspace.adopted(),
        counts[0],
        counts[1],
        Files.exists(workspace.registryFile()),
        Files.exists(workspace.own("policy.yaml")),
        Stream.concat(
                Adoption.plan(workspace).stream(),
                OPENED.stream().filter(path -> !Files.exists(workspace.root().resolve(path))))
            .map(DesktopWorkspaces::creation)
            .toList(),
        problems);
  }

  private static void count(Found found, long[] counts, List<String> problems) {
    switch (found) {
      case FileFacts file -> {
        counts[0]++;
        String path = file.path();
        if (DOCUMENTS.contains(path.substring(path.lastIndexOf('.') + 1))) {
          counts[1]++;
        }
      }
      case Unreadable unreadable -> problems.add(unreadable.toString());
    }
  }

  private static Creation creation(String path) {
    String purpose =
        switch (path) {
          case ".reeve/config.toml" -> "settings, in observe mode";
          case ".reeve/.gitignore" -> "keeps everything but settings out of version control";
          case ".reeve/events" -> "what happened, as lines of text";
          case ".reeve/tmp" -> "files that are being written";
          default -> "database and locks";
        };
    return new Creation(path, purpose);
  }

  @Override
  public EngineSession open(Path folder) {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    DesktopSession session = DesktopSession.open(workspace);
    recent.opened(workspace.root(), Instant.now());
    last = workspace.root();
    return session;
  }

  @Override
  public EngineSession adopt(Path folder) {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    return open(folder);
  }

  @Override
  public EngineSession sample() {
    return sample(SampleFolders.ofSystem());
  }

  /** The same in a folder of these. */
  EngineSession sample(SampleFolders folders) {
    EngineSession session = DesktopSample.open(folders);
    last = session.root();
    return session;
  }

  /**
   * Removes samples that were made for the console and have been left. The one that holds the
   * workspace opened last here stays, and when none was opened all of them do.
   */
  void tidy(SampleFolders samples) {
    Path stays = last;
    if (stays != null) {
      List<Path> _ = samples.removeBut(stays);
    }
  }
}
