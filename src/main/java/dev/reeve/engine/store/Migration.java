package dev.reeve.engine.store;

import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One numbered step of the database's one linear list. The text lies in {@code
 * src/main/resources/dev/reeve/engine/store/NNN_name.sql}: statements end with a semicolon at the
 * end of a line (triggers: with {@code END;}), and a line {@code -- down} starts those that undo
 * it. Immutable. Source: {@code docs/reference/store.md}.
 *
 * @param version 1 upwards without a gap
 * @param name from the file name
 * @param up statements that apply it
 * @param down statements that undo it
 */
public record Migration(int version, String name, List<String> up, List<String> down) {

  /** The list this program knows. */
  private static final List<String> FILES =
      List.of(
          "001_state_transitions.sql",
          "002_locks.sql",
          "003_changes.sql",
          "004_queue.sql",
          "005_watch.sql",
          "006_registry.sql",
          "007_registry_checks.sql",
          "008_queue_canary.sql",
          "009_inbox.sql",
          "010_kept_edits.sql",
          "011_link_triage.sql",
          "012_link_mends.sql",
          "013_link_mend_steps.sql",
          "014_queue_requeued.sql");

  /** All known migrations, ascending. */
  public static List<Migration> known() {
    List<Migration> out = new ArrayList<>();
    for (String file : FILES) {
      out.add(load(file));
    }
    return List.copyOf(out);
  }

  private static Migration load(String file) {
    try (InputStream in = Migration.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its migration " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      String name = file.substring(4, file.length() - 4);
      return of(Integer.parseInt(file.substring(0, 3)), name, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of the text without comments, blank lines and indentation. */
  public String checksum() {
    return Sha256.of(String.join("\n", up) + "\n-- down\n" + String.join("\n", down));
  }

  static Migration of(int version, String name, String text) {
    String[] parts = text.split("(?m)^-- down$", 2);
    return new Migration(
        version, name, statements(parts[0]), parts.length < 2 ? List.of() : statements(parts[1]));
  }

  private static List<String> statements(String text) {
    List<String> out = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    boolean trigger = false;
    for (String line : text.split("\n")) {
      if (line.isBlank() || line.strip().startsWith("--")) {
        continue;
      }
      trigger |= line.strip().startsWith("CREATE TRIGGER");
      current.append(line.strip()).append('\n');
      boolean ends = trigger ? line.strip().equals("END;") : line.strip().endsWith(";");
      if (ends) {
        out.add(current.toString().strip());
        current.setLength(0);
        trigger = false;
      }
    }
    if (!current.isEmpty()) {
      throw new IllegalStateException("A statement has no end: " + current);
    }
    return out;
  }
}
