package dev.reeve.engine.registry;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.registry.RegistryDao.State;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registry file as it is now: parsed only when its bytes are others than the last known ones,
 * and watched for writes by somebody else. Safe on any thread; blocks.
 */
final class RegistryFile {
  private final Path file;
  private final Workspace workspace;
  private final RegistryPolicies policies;
  private final Contracts contracts;
  private final RegistryDao dao;
  private final RegistryCommit commit;
  private final VersionControlHead head;
  private final EventBus bus;
  private final EngineClock clock;
  private volatile @Nullable Seen seen;
  private volatile String ownHash = "";
  private volatile String ownHead = "";
  private volatile String refused = "";

  /** A document and how its file looked then. */
  private record Seen(RegistryDocument document, @Nullable Stamp stamp) {}

  private record Stamp(long size, Object modified, @Nullable Object key) {}

  RegistryFile(
      Workspace workspace,
      RegistryPolicies policies,
      Contracts contracts,
      RegistryDao dao,
      RegistryCommit commit,
      EventBus bus,
      EngineClock clock) {
    this.file = workspace.registryFile();
    this.workspace = workspace;
    this.policies = policies;
    this.contracts = contracts;
    this.dao = dao;
    this.commit = commit;
    this.head = new VersionControlHead(workspace.root());
    this.bus = bus;
    this.clock = clock;
  }

  Path path() {
    return file;
  }

  /**
   * The file now, for readers: taken as unchanged when size, time and file key are.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  RegistryDocument glance() {
    Seen last = seen;
    try {
      Stamp stamp = stamp();
      return last != null && java.util.Objects.equals(last.stamp(), stamp)
          ? last.document()
          : read();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The file now, byte for byte.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  RegistryDocument read() {
    Seen last = seen;
    try {
      Stamp stamp = stamp();
      RegistryDocument document;
      if (stamp == null) {
        document =
            last != null && !last.document().present()
                ? last.document()
                : RegistryDocument.absent(
                    policies.schema().template(), workspace.caseInsensitive());
      } else if (last != null
          && last.document().present()
          && FileContent.same(file, last.document().bytes())) {
        document = last.document();
      } else {
        document = RegistryDocument.parse(Files.readAllBytes(file), workspace.caseInsensitive());
      }
      seen = new Seen(document, stamp);
      return document;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable Stamp stamp() throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Stamp(found.size(), found.lastModifiedTime(), found.fileKey());
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  private EngineException unreadable(IOException e) {
    return DocumentScanner.unreadable(String.valueOf(e.getMessage())).causedBy(e);
  }

  /**
   * The file for a write, under the registry lock: readable, of a known version, and last written
   * by the engine itself.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}, {@code SA_VERSION_TOO_NEW}, {@code
   *     FOREIGN_WRITE}
   */
  RegistryDocument forWriting() {
    RegistryDocument document = read();
    requireKnownVersion(document);
    String vcs = head.read();
    if (document.hash().equals(ownHash)) {
      if (!vcs.equals(ownHead)) {
        own(document.hash(), vcs);
      }
      return document;
    }
    String known = dao.state(State.FILE_HASH);
    boolean ours =
        known == null
            || document.hash().equals(known)
            || document.hash().equals(dao.state(State.PENDING_HASH));
    if (!ours) {
      requireBranchSwitch(document, vcs);
    }
    own(document.hash(), vcs);
    if (!ours) {
      bus.publish(new RegistryEvent.Accepted(document.hash()));
    }
    return document;
  }

  /**
   * @throws EngineException {@code SA_VERSION_TOO_NEW}
   */
  void requireKnownVersion(RegistryDocument document) {
    if (contracts.schema().tooNew(document.version())) {
      throw EngineException.of(
              Kind.REFUSED,
              "SA_VERSION_TOO_NEW",
              "The registry is only read: " + contracts.schema().tooNewMessage(document.version()))
          .with("Nothing is written to it.", "Use a newer version of the program.");
    }
  }

  /**
   * There must be room for a backup, a temporary file and one more.
   *
   * @throws EngineException {@code DISK_FULL}, {@code WRITE_FAILED}
   */
  void requireSpace(long size) {
    try {
      if (workspace.ownFiles().usableSpace() >= 3 * size) {
        return;
      }
    } catch (IOException e) {
      throw notWritten("WRITE_FAILED", "the free space cannot be asked for").causedBy(e);
    }
    throw notWritten("DISK_FULL", "less than three times its size is free on the volume");
  }

  private static EngineException notWritten(String code, String why) {
    return EngineException.of(Kind.UNAVAILABLE, code, "The registry was not written: " + why + ".")
        .with("The registry is as before.", "Mend the cause and try again.");
  }

  /** Whether somebody else wrote the file since the engine last did, and nobody accepted it. */
  boolean foreign(RegistryDocument document) {
    String known = dao.state(State.FILE_HASH);
    return known != null
        && !document.hash().equals(known)
        && !document.hash().equals(dao.state(State.PENDING_HASH));
  }

  /** A registry that went is no other registry: without it every file would look new. */
  private void requireBranchSwitch(RegistryDocument document, String vcs) {
    String last = dao.state(State.VCS_HEAD);
    boolean moved = last != null && !vcs.isEmpty() && !vcs.equals(last);
    String asked = document.hash() + " " + vcs;
    if (moved && document.present() && !asked.equals(refused) && inOrder(document)) {
      commit.note(
          "registry_foreign_accepted",
          "writer",
          Map.of("registry_hash", document.hash(), "reason", "the head of version control moved"));
      return;
    }
    refused = asked;
    throw EngineException.of(
            Kind.CONFLICT,
            "FOREIGN_WRITE",
            "Nothing is written to the registry: "
                + file.getFileName()
                + (document.present() ? " was changed by somebody else." : " is gone."))
        .with(
            "The file was left as it is.",
            document.present()
                ? "Look at what changed, then accept it after a strict validation, or restore a"
                    + " backup."
                : "Bring it back, or restore a backup.");
  }

  private boolean inOrder(RegistryDocument document) {
    return contracts.strict(document, false).stream().allMatch(Finding::warning);
  }

  /** Takes the file as it is for the engine's own. */
  void accept(RegistryDocument document) {
    own(document.hash(), head.read());
    bus.publish(new RegistryEvent.Accepted(document.hash()));
  }

  private void own(String hash, String vcs) {
    dao.state(Map.of(State.FILE_HASH, hash, State.VCS_HEAD, vcs));
    ownHash = hash;
    ownHead = vcs;
  }

  /** Announces a state that is about to be written, so that a crash cannot make it a stranger. */
  void announce(String hash) {
    dao.state(Map.of(State.PENDING_HASH, hash));
  }

  /** Takes note of what was just written; gives the values to store with it. */
  Map<State, String> written(RegistryDocument document) {
    seen = new Seen(document, null); // somebody may write now: the next glance compares the bytes
    ownHash = document.hash();
    Map<State, String> out = new HashMap<>();
    out.put(State.FILE_HASH, document.hash());
    out.put(State.VCS_HEAD, ownHead);
    out.put(State.LAST_WRITE, Utc.format(clock.now()));
    return out;
  }

  /** What could not be parsed may have been replaced. */
  void forget() {
    seen = null;
  }
}
