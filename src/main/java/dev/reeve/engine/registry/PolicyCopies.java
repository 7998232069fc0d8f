package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace's own policy files and the copy that is kept of each as it was when it last could be
 * used: the way back when one is damaged and nothing opens any more. Works without an open
 * workspace. Blocks; safe on any thread. Source: {@code docs/reference/registry-policies.md}.
 */
public final class PolicyCopies {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyCopies.class);
  private static final String DAMAGED = ".damaged";

  private final Workspace workspace;
  private final Path folder;
  private final Path copies;

  /** The policies of a workspace. */
  public PolicyCopies(Workspace workspace) {
    this.workspace = workspace;
    this.folder = workspace.own("registry", "policies");
    this.copies = workspace.own("registry", "policies-last-good");
  }

  /**
   * One policy file of the workspace's own.
   *
   * @param copy whether a copy is kept
   * @param same whether the copy is what is in force
   */
  public record State(String name, boolean present, boolean copy, boolean same) {}

  /** Keeps what could just be read; a failure is only told in the log. */
  void keep() {
    for (Path file : files(folder)) {
      Path copy = copies.resolve(String.valueOf(file.getFileName()));
      try {
        byte[] bytes = Files.readAllBytes(file);
        byte @Nullable [] kept = FileContent.orNull(copy);
        if (kept == null || !Arrays.equals(bytes, kept)) {
          workspace.ownFiles().replace(copy, bytes);
        }
      } catch (IOException e) {
        LOG.warn("No copy was kept of the policy {}", file, e);
      }
    }
  }

  /** Why the policies cannot be used; null when they can. */
  public @Nullable String problem() {
    try {
      RegistryPolicies.load(folder);
      return null;
    } catch (EngineException e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  /** Every own policy file and every copy, by name. */
  public List<State> list() {
    return Stream.concat(files(folder).stream(), files(copies).stream())
        .map(file -> String.valueOf(file.getFileName()))
        .distinct()
        .sorted()
        .map(this::state)
        .toList();
  }

  private State state(String name) {
    Path own = folder.resolve(name);
    Path copy = copies.resolve(name);
    boolean present = Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS);
    boolean kept = Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS);
    try {
      return new State(name, present, kept, present && kept && Files.mismatch(own, copy) < 0);
    } catch (IOException e) {
      return new State(name, present, kept, false);
    }
  }

  private static List<Path> files(Path in) {
    if (!Files.isDirectory(in, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(in)) {
      return all.filter(file -> String.valueOf(file.getFileName()).endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failed("listed", e);
    }
  }

  /**
   * Puts the copy back; what is there is set aside beside it.
   *
   * @param name such as {@code write-policy.json}
   * @return where the damaged file lies now, null when there was none
   * @throws EngineException {@code POLICY_NO_COPY}, {@code POLICY_UNAVAILABLE} when the policies
   *     still cannot be used afterwards
   */
  public @Nullable Path restore(String name) {
    boolean known = list().stream().anyMatch(state -> state.name().equals(name));
    Path copy = copies.resolve(name);
    if (!known || !Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)) {
      throw EngineException.of(
              Kind.NOT_FOUND, "POLICY_NO_COPY", "Nothing was restored: no copy of " + name + ".")
          .with("Nothing was changed.", "Move the file away; then the shipped policy is in force.");
    }
    try {
      byte[] good = Files.readAllBytes(copy);
      @Nullable Path aside = copyAside(folder.resolve(name));
      try {
        workspace.ownFiles().replace(folder.resolve(name), good);
      } catch (IOException e) {
        if (aside != null) {
          workspace.ownFiles().discard(aside);
        }
        throw e;
      }
      RegistryPolicies.load(folder);
      return aside;
    } catch (IOException e) {
      throw failed("restored", e);
    }
  }

  /** A copy, not a rename: without the file, the shipped policy would be in force unasked. */
  private @Nullable Path copyAside(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    Path aside = file.resolveSibling(file.getFileName() + DAMAGED);
    for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
      aside = file.resolveSibling(file.getFileName() + DAMAGED + "-" + i);
    }
    workspace.ownFiles().copyNew(file, aside);
    return aside;
  }

  private static EngineException failed(String what, IOException cause) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            FullDisk.codeOr("POLICY_UNAVAILABLE", cause),
            "The policies were not " + what + ": " + cause.getMessage())
        .with("The registry was not changed.", "Check the folder .reeve/registry.")
        .causedBy(cause);
  }
}
