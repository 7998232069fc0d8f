package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changes replaced or removed: bytes by content hash in {@code .reeve/vault/blobs/ab/cdef...},
 * whole items moved aside in {@code held/<execution>/}, and in {@code refs/<execution>.json} the
 * hashes each execution still needs. A blob is named by its execution <em>before</em> it is stored
 * and taken away only under the vault's lock when nobody names it, so several processes may use the
 * vault at once. Source: {@code docs/reference/executions.md}. Calls block; safe on any thread.
 */
public final class Vault implements Blobs {
  private final FileLayer files;
  private final OwnFiles own;
  private final Path blobs;
  private final Path refs;
  private final Path held;
  private final ProcessMutex mutex;

  /** The vault of a workspace; creates nothing yet. */
  public Vault(Workspace workspace, EngineClock clock) {
    this.files = workspace.files();
    this.own = workspace.ownFiles();
    this.blobs = workspace.own("vault", "blobs");
    this.refs = workspace.own("vault", "refs");
    this.held = workspace.own("vault", "held");
    this.mutex = new ProcessMutex(own, clock, workspace.own("state", "locks", "vault.lock"));
  }

  /** Says that an execution needs these contents; call it before {@link #put}. */
  public void reference(String executionId, Collection<String> hashes) throws IOException {
    ObjectNode index = Json.mapper().createObjectNode();
    index.put("execution_id", executionId);
    ArrayNode names = index.putArray("hashes");
    hashes.stream().sorted().distinct().forEach(names::add);
    Path temporary = own.temporary();
    files.createDirectories(refs);
    mutex.hold(
        () -> {
          try {
            files.writeNew(temporary, Json.file(index));
            files.moveReplace(temporary, refOf(executionId));
          } catch (IOException e) {
            deleteAfter(e, temporary);
            throw e;
          }
          files.forceDirectory(refs);
          return true;
        });
  }

  /** An execution needs nothing any more; the next sweep takes what nobody else names. */
  public void release(String executionId) throws IOException {
    mutex.hold(
        () -> {
          files.delete(refOf(executionId));
          return true;
        });
  }

  /**
   * Keeps a file's bytes: copied, forced, and the copy's hash compared.
   *
   * @return false when the file does not have the expected content; nothing is kept then
   */
  public boolean put(Path file, String hash) throws IOException {
    return store(hash, temporary -> files.copyNew(file, temporary));
  }

  /** Keeps bytes whose hash the caller computed; the stored copy is compared with them. */
  public boolean put(byte[] bytes, String hash) throws IOException {
    return store(hash, temporary -> files.writeNew(temporary, bytes));
  }

  private interface Filling {
    void fill(Path temporary) throws IOException;
  }

  private boolean store(String hash, Filling filling) throws IOException {
    Path blob = blob(hash);
    if (has(hash)) {
      return true;
    }
    Path temporary = own.temporary();
    try {
      filling.fill(temporary);
      if (!Sha256.of(temporary).equals(hash)) {
        files.delete(temporary);
        return false;
      }
      files.createDirectories(FileBytes.folder(blob));
      files.moveReplace(temporary, blob);
    } catch (IOException e) {
      deleteAfter(e, temporary);
      throw e;
    }
    files.forceDirectory(FileBytes.folder(blob));
    return true;
  }

  private void deleteAfter(IOException failure, Path temporary) {
    try {
      files.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Whether the content is kept and whole. */
  public boolean has(String hash) throws IOException {
    try {
      return Sha256.of(blob(hash)).equals(hash);
    } catch (NoSuchFileException absent) {
      return false;
    }
  }

  /**
   * The kept bytes.
   *
   * @throws NoSuchFileException when the content is not kept
   * @throws IOException when it cannot be read or is damaged
   */
  public byte[] get(String hash) throws IOException {
    byte[] bytes = Files.readAllBytes(blob(hash));
    if (!Sha256.of(bytes).equals(hash)) {
      throw new IOException("The vault's copy " + hash + " is damaged");
    }
    return bytes;
  }

  @Override
  public byte @Nullable [] read(String sha256) {
    try {
      return get(sha256);
    } catch (IOException missingOrDamaged) {
      return null;
    }
  }

  /** Where a content lies or would lie. */
  public Path blob(String hash) {
    return blobs.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
  }

  /**
   * Gives a content a name beside the file it is to replace: the vault's own copy, renamed, when
   * this execution alone needs it and for the last time (needs no space), else a copy of it. Under
   * the vault's names lies nothing else at any time, so what an exchange displaces never does.
   *
   * @param temporary a free name; it never has a half-written content
   * @param lastUse whether no other file of the same execution still needs it
   * @throws IOException when it is not kept, is damaged, or cannot be put there
   */
  void lend(String hash, Path temporary, String executionId, boolean lastUse) throws IOException {
    if (!has(hash)) {
      throw new IOException("The vault's copy " + hash + " is missing or damaged");
    }
    if (lastUse && giveAway(hash, temporary, executionId)) {
      return;
    }
    Path part = Leftovers.unfinished(temporary);
    files.delete(part); // left by an earlier attempt
    try {
      files.copyNew(blob(hash), part);
      new Swap(files).create(part, temporary);
    } catch (IOException e) {
      deleteAfter(e, part);
      throw e;
    }
  }

  /** False when that way is closed. */
  private boolean giveAway(String hash, Path temporary, String executionId) throws IOException {
    return mutex.hold(
        () -> {
          if (named(executionId).contains(hash)) {
            return false;
          }
          try {
            new Swap(files).replace(blob(hash), temporary);
            return true;
          } catch (AtomicMoveNotSupportedException otherVolume) {
            return false;
          }
        });
  }

  /** Takes back what was lent and not used; the name beside the file is free then. */
  void takeBack(Path temporary, String hash) throws IOException {
    mutex.hold(
        () -> {
          if (!has(hash)) {
            files.createDirectories(FileBytes.folder(blob(hash)));
            try {
              new Swap(files).replace(temporary, blob(hash));
            } catch (AtomicMoveNotSupportedException otherVolume) {
              put(temporary, hash);
            }
            files.forceDirectory(FileBytes.folder(blob(hash)));
          }
          files.delete(temporary);
          return true;
        });
  }

  /** Where an execution's item with this number lies or would lie when moved aside whole. */
  public Path held(String executionId, int index) {
    return held.resolve(executionId).resolve(Integer.toString(index));
  }

  /**
   * Moves a file or folder aside, whole, by rename on the same volume.
   *
   * @return false when it turned out to be another than expected; it is in its place again then
   */
  boolean hold(Path item, String executionId, int index, Swap.Expected expected)
      throws IOException {
    Path to = held(executionId, index);
    files.createDirectories(FileBytes.folder(to));
    if (!new Swap(files).create(item, to, expected)) {
      return false;
    }
    files.forceDirectory(FileBytes.folder(to));
    return true;
  }

  /** Removes what an execution moved aside as single files; folders stay. */
  public void dropHeldFiles(String executionId) throws IOException {
    Path folder = held.resolve(executionId);
    boolean empty = true;
    for (Path item : entries(folder)) {
      if (Files.isRegularFile(item, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        files.delete(item);
      } else {
        empty = false;
      }
    }
    if (empty) {
      files.delete(folder);
    }
  }

  /**
   * Drops the references of executions that need nothing any more, then {@link #sweep}s.
   *
   * @return bytes freed
   */
  public long collect(java.util.function.Predicate<String> stillNeeded) throws IOException {
    for (Path ref : entries(refs)) {
      String name = ref.getFileName().toString();
      String executionId = name.substring(0, name.length() - ".json".length());
      if (!stillNeeded.test(executionId)) {
        release(executionId);
      }
    }
    return sweep();
  }

  /**
   * Removes blobs that no execution names.
   *
   * @return bytes freed
   */
  public long sweep() throws IOException {
    return mutex.hold(
        () -> {
          long freed = 0;
          Set<String> named = named(null);
          for (Path group : entries(blobs)) {
            for (Path blob : entries(group)) {
              if (!named.contains(group.getFileName() + "" + blob.getFileName())) {
                freed += remove(blob);
              }
            }
          }
          return freed;
        });
  }

  private long remove(Path file) throws IOException {
    long size = Files.size(file);
    files.delete(file);
    return size;
  }

  /** Whether an execution has said that it needs this content. */
  boolean needs(String executionId, String hash) throws IOException {
    try {
      JsonNode index = Json.parse(Files.readString(refOf(executionId)));
      return index.path("hashes").valueStream().anyMatch(name -> name.asText().equals(hash));
    } catch (NoSuchFileException needsNothing) {
      return false;
    }
  }

  /** Whether an execution has said that it needs this content, and it is here, whole. */
  boolean keeps(String executionId, String hash) throws IOException {
    return needs(executionId, hash) && has(hash);
  }

  /** Hashes that executions other than the given one name. */
  private Set<String> named(@Nullable String except) throws IOException {
    Set<String> out = new HashSet<>();
    for (Path ref : entries(refs)) {
      if (except == null || !ref.equals(refOf(except))) {
        JsonNode index = Json.parse(Files.readString(ref));
        index.path("hashes").forEach(hash -> out.add(hash.asText()));
      }
    }
    return out;
  }

  private Path refOf(String executionId) {
    return refs.resolve(executionId + ".json");
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return new ArrayList<>(found.toList());
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
