package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code backups/index.json}: what every path of an execution was before and is to be after, enough
 * to undo it without anything else but the vault. Immutable.
 *
 * @param itemised whether each operation is its own unit
 * @param entries in the order of the change set, numbered from 1 by their place in it
 * @param createdFolders folders the execution creates, outermost first
 */
record BackupIndex(boolean itemised, List<Entry> entries, List<String> createdFolders) {
  static final String NAME = "backups/index.json";

  /**
   * One path.
   *
   * @param beforeHash null when there was no file
   * @param afterHash at {@code to} for a move; null when there is to be none
   * @param mode POSIX bits before as octal text, null where there are none
   * @param modified modification time before, null when there was no file
   * @param restored whether a rollback has put it back
   */
  record Entry(
      int index,
      FileChange.Operation operation,
      SafePath path,
      @Nullable SafePath to,
      @Nullable String beforeHash,
      @Nullable String afterHash,
      @Nullable String mode,
      @Nullable Instant modified,
      boolean restored) {

    /** Name of its new content beside its target until the swap. */
    String temporaryName(String executionId) {
      return ".reeve-" + executionId + "-" + index + ".tmp";
    }

    /** Name of its former content beside it while it is put back. */
    String undoName(String executionId) {
      return ".reeve-" + executionId + "-u" + index + ".tmp";
    }

    /** Whether the former bytes are copied to the vault; a move's bytes never leave the disk. */
    boolean needsBackup() {
      return beforeHash != null && operation != FileChange.Operation.MOVE;
    }

    Entry asRestored() {
      return new Entry(index, operation, path, to, beforeHash, afterHash, mode, modified, true);
    }
  }

  Entry entry(int index) {
    return entries.stream().filter(entry -> entry.index() == index).findFirst().orElseThrow();
  }

  BackupIndex withRestored(int index) {
    List<Entry> changed = new ArrayList<>(entries);
    changed.replaceAll(entry -> entry.index() == index ? entry.asRestored() : entry);
    return new BackupIndex(itemised, List.copyOf(changed), createdFolders);
  }

  List<String> vaultHashes() {
    return entries.stream()
        .filter(Entry::needsBackup)
        .map(entry -> String.valueOf(entry.beforeHash()))
        .distinct()
        .toList();
  }

  void write(Workspace workspace, Path directory) throws IOException {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("itemised", itemised);
    ArrayNode list = json.putArray("entries");
    for (Entry entry : entries) {
      ObjectNode one = list.addObject();
      one.put("i", entry.index());
      one.put("operation", entry.operation().code());
      one.put("path", entry.path().text());
      one.put("to", entry.to() == null ? null : entry.to().text());
      one.put("existed", entry.beforeHash() != null);
      one.put("before_hash", entry.beforeHash());
      one.put("after_hash", entry.afterHash());
      one.put("mode", entry.mode());
      one.put("modified", entry.modified() == null ? null : entry.modified().toString());
      one.put("restored", entry.restored());
    }
    json.set("created_directories", Json.mapper().valueToTree(createdFolders));
    workspace.ownFiles().replace(directory.resolve(NAME), Json.file(json));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws java.nio.file.NoSuchFileException when the execution never came to its backup
   * @throws IOException when it cannot be read or is damaged
   */
  static BackupIndex read(Path directory) throws IOException {
    JsonNode json = Json.parse(Files.readString(directory.resolve(NAME)));
    List<Entry> entries = new ArrayList<>();
    for (JsonNode one : json.path("entries")) {
      entries.add(entry(one));
    }
    List<String> folders = new ArrayList<>();
    json.path("created_directories").forEach(folder -> folders.add(folder.asText()));
    return new BackupIndex(
        json.path("itemised").asBoolean(), List.copyOf(entries), List.copyOf(folders));
  }

  private static Entry entry(JsonNode one) throws IOException {
    String to = textOrNull(one, "to");
    String modified = textOrNull(one, "modified");
    try {
      return new Entry(
          one.path("i").asInt(),
          FileChange.Operation.of(one.path("operation").asText()).orElseThrow(),
          SafePath.of(one.path("path").asText()),
          to == null ? null : SafePath.of(to),
          textOrNull(one, "before_hash"),
          textOrNull(one, "after_hash"),
          textOrNull(one, "mode"),
          modified == null ? null : Instant.parse(modified),
          one.path("restored").asBoolean());
    } catch (SafePath.Refused | java.util.NoSuchElementException e) {
      throw new IOException("The index of the backups is damaged", e);
    }
  }

  private static @Nullable String textOrNull(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.asText() : null;
  }
}
