package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What an execution was about to do and had done, forced line by line in {@code journal.jsonl}
 * before and after each act. What it says decides, after a crash, whether files are put back.
 * Source: {@code docs/reference/executions.md}. One writer at a time.
 */
final class Journal {
  static final String NAME = "journal.jsonl";

  /** What a line says; those with a file carry its number, from 1. */
  enum State {
    /** Backups and new contents are on the device; nothing has been touched. */
    PREPARED,
    /** File i is about to be swapped. */
    SWAP,
    /** File i has been swapped. */
    DONE,
    /** What was applied passed verification and health checks. */
    VERIFIED,
    /** The change stands; nothing is undone any more. */
    COMMITTED,
    /** File i is about to be put back. */
    UNDO,
    /** File i is as before. */
    UNDONE
  }

  /** One line; {@code index} is 0 where no file is meant. */
  record Entry(State state, int index) {}

  private final Workspace workspace;
  private final Reserve reserve;
  private final EngineClock clock;
  private final Path file;

  Journal(Workspace workspace, Reserve reserve, EngineClock clock, Path directory) {
    this.workspace = workspace;
    this.reserve = reserve;
    this.clock = clock;
    this.file = directory.resolve(NAME);
  }

  /** Appends and forces one line; gives up the reserve when the disk is full. */
  void append(State state, int index) throws IOException {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("time", Utc.format(clock.now()));
    line.put("state", state.name());
    if (index > 0) {
      line.put("i", index);
    }
    long whole = wholeLength();
    byte[] bytes = (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
    reserve.spend(
        () -> {
          if (FileBytes.exists(file) && Files.size(file) > whole) {
            workspace.ownFiles().truncate(file, whole); // a write that a full disk cut short
          }
          workspace.ownFiles().append(file, bytes);
          return true;
        });
  }

  /** Length up to the end of the last whole line. */
  private long wholeLength() throws IOException {
    byte[] bytes = FileBytes.orNull(file);
    int end = bytes == null ? 0 : bytes.length;
    while (end > 0 && bytes != null && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** All whole lines; a torn last one is as if it had not been written. */
  List<Entry> read() throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    List<Entry> out = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
      if (!line.isEmpty()) {
        JsonNode json = Json.parse(line);
        out.add(new Entry(State.valueOf(json.path("state").asText()), json.path("i").asInt()));
      }
    }
    return out;
  }

  /** Whether the change stands: an undo after the mark means that the mark was not durable. */
  static boolean isCommitted(List<Entry> entries) {
    return !entries.isEmpty() && entries.getLast().state() == State.COMMITTED;
  }

  /** Files that may have been swapped and are not known to be put back, newest first. */
  static List<Integer> toUndo(List<Entry> entries) {
    TreeSet<Integer> out = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.state() == State.SWAP) {
        out.add(entry.index());
      } else if (entry.state() == State.UNDONE) {
        out.remove(entry.index());
      }
    }
    return List.copyOf(out.descendingSet());
  }
}
