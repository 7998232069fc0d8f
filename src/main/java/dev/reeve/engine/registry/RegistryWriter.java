package dev.reeve.engine.registry;

import java.util.List;
import java.util.function.Function;

/** The one writer of the registry file. */
public final class RegistryWriter {

  /** The registry as it is now; parsed again only when the file has other bytes. */
  public RegistryDocument current() {
    throw new IllegalStateException();
  }

  /** Writes one patch; it names the state it was computed against. */
  public WriteResult write(Patch patch) {
    throw new IllegalStateException();
  }

  /** Writes a patch of the engine's own, computed under the lock from what is there then. */
  public WriteResult write(Function<RegistryDocument, Patch> patch) {
    throw new IllegalStateException();
  }

  /** Writes patches that touch different records in one replacement, each with its own result. */
  public List<WriteResult> writeAll(List<Patch> patches) {
    throw new IllegalStateException();
  }
}
