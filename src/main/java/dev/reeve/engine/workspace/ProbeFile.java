package dev.reeve.engine.workspace;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small file that is put into a watched folder to see whether its watcher notices: the keeper
 * answers under {@code .reeve/state/probes}. Its name is one that nothing ever registers. Closing
 * takes both away. Blocks; safe on any thread. Source: {@code docs/reference/watch.md}.
 */
public final class ProbeFile implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\\.reeve-probe-([0-9A-Z]{26})\\.tmp");

  private final Workspace workspace;
  private final Path file;
  private final Path answer;

  private ProbeFile(Workspace workspace, Path file, Path answer) {
    this.workspace = workspace;
    this.file = file;
    this.answer = answer;
  }

  /**
   * Puts one into a folder.
   *
   * @param root relative to the workspace, {@code .} for the workspace itself
   */
  public static ProbeFile put(Workspace workspace, String root) throws IOException {
    String id = UlidCreator.getMonotonicUlid().toString();
    Path file = workspace.root().resolve(root).normalize().resolve(".reeve-probe-" + id + ".tmp");
    ProbeFile probe = new ProbeFile(workspace, file, place(workspace, id));
    try {
      workspace.files().writeNew(file, id.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      probe.closeAfter(e);
      throw e;
    }
    return probe;
  }

  private void closeAfter(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Path place(Workspace workspace, String id) {
    return workspace.own("state", "probes", id);
  }

  /** The id in the name of such a file; empty for any other file. */
  public static Optional<String> id(Path file) {
    Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Says that the file with this id was noticed. */
  public static void answer(Workspace workspace, String id) throws IOException {
    workspace.ownFiles().replace(place(workspace, id), new byte[0]);
  }

  /** Whether somebody noticed it. */
  public boolean answered() {
    return Files.exists(answer);
  }

  @Override
  public void close() throws IOException {
    try {
      workspace.files().delete(file);
    } finally {
      workspace.ownFiles().delete(answer);
    }
  }
}
