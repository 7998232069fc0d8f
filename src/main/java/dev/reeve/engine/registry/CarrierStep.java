package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes a new file carry its id as the settings ask: in its content, in its name, or not at all.
 */
final class CarrierStep {
  private final Workspace workspace;
  private final CarrierWriter writer;
  private final FileObserver observer;

  CarrierStep(Workspace workspace, CarrierWriter writer, FileObserver observer) {
    this.workspace = workspace;
    this.writer = writer;
    this.observer = observer;
  }

  /** Where the file is now and what it looks like; what is there already is left as it is. */
  record Carried(SafePath path, Observed observed) {}

  /**
   * Does what is missing.
   *
   * @throws EngineException {@code NAME_COLLISION_UNRESOLVED}, or what the change room threw
   */
  Carried carry(Observed.Present file, DocId id) {
    Carried now = new Carried(file.path(), file);
    String mode = workspace.config().registry().carrier();
    if (mode.startsWith("HEADER") && now.observed() instanceof Observed.Present present) {
      now = new Carried(now.path(), withHeader(present, id));
    }
    if (mode.endsWith("PREFIX") && now.observed() instanceof Observed.Present present) {
      now = withPrefix(present, id);
    }
    return now;
  }

  private Observed withHeader(Observed.Present file, DocId id) {
    if (file.carriers().header() != null || file.content().size() > HeaderEmbedder.LARGEST) {
      return file;
    }
    Optional<byte[]> unchanged;
    try {
      unchanged = observer.unchanged(file);
    } catch (IOException e) {
      return new Observed.Unstable(); // it was readable a moment ago
    }
    return unchanged.map(before -> withHeader(file, before, id)).orElseGet(Observed.Unstable::new);
  }

  private Observed withHeader(Observed.Present file, byte[] before, DocId id) {
    String hash = file.content().sha256();
    return switch (HeaderEmbedder.embed(file.path().name(), before, id)) {
      case Embedding.Embedded(byte[] after) ->
          writer.replace(file.path(), before, hash, after) == CarrierWriter.Result.DONE
              ? observer.observe(file.path(), null)
              : new Observed.Unstable();
      case Embedding.AlreadyCarried() -> file;
      case Embedding.NotCarried(String reason) -> file;
      case Embedding.Conflict(DocId found) ->
          new Observed.Failed("ID_CONFLICT", file.path() + " carries " + found + ".");
    };
  }

  private Carried withPrefix(Observed.Present file, DocId id) {
    if (file.carriers().prefix() != null) {
      return new Carried(file.path(), file);
    }
    SafePath to = prefixed(file.path(), id);
    return switch (writer.rename(file.path(), to, file.content().sha256())) {
      case DONE -> new Carried(to, observer.observe(to, null));
      case STALE -> new Carried(file.path(), new Observed.Unstable());
      case NAME_TAKEN ->
          new Carried(
              file.path(),
              new Observed.Failed(
                  "NAME_COLLISION_UNRESOLVED",
                  file.path() + " was not renamed: " + to + " exists."));
    };
  }

  /** The path with the id in front of its name. */
  static SafePath prefixed(SafePath path, DocId id) {
    return path.sibling(id + "_" + path.name());
  }
}
