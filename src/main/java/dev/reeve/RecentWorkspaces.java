package dev.reeve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workspaces this user opened lately, kept outside every workspace. A file that cannot be read
 * or written costs the list, never the start. Calls block.
 */
final class RecentWorkspaces {
  private static final Logger LOG = LoggerFactory.getLogger(RecentWorkspaces.class);
  private static final int KEPT = 10;

  private final Path file;
  private final OwnFiles files;

  /** One workspace and when it was last opened. */
  record Entry(Path root, Instant opened) {}

  RecentWorkspaces(Path userFolder) {
    this.file = userFolder.resolve("recent.json");
    this.files = new OwnFiles(userFolder, new DiskFileLayer());
  }

  /** Where this platform keeps a user's settings. */
  static Path userFolder() {
    return userFolder(
        System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home"));
  }

  static Path userFolder(String system, Map<String, String> environment, String home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String appData = environment.get("APPDATA");
      return (appData != null ? Path.of(appData) : Path.of(home, "AppData", "Roaming"))
          .resolve("Reeve");
    }
    if (name.startsWith("mac")) {
      return Path.of(home, "Library", "Application Support", "Reeve");
    }
    String config = environment.get("XDG_CONFIG_HOME");
    return (config != null && !config.isBlank() ? Path.of(config) : Path.of(home, ".config"))
        .resolve("reeve");
  }

  /** Newest first; folders that are gone are left out. */
  List<Entry> list() {
    List<Entry> out = new ArrayList<>();
    try {
      for (JsonNode entry : Json.parse(Files.readString(file))) {
        Path root = Path.of(entry.path("root").asText());
        if (Files.isDirectory(root)) {
          out.add(new Entry(root, Utc.parse(entry.path("opened").asText())));
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (JsonProcessingException
        | DateTimeParseException
        | java.nio.file.InvalidPathException e) {
      LOG.warn("The list of recent workspaces cannot be read and starts anew: {}", e.getMessage());
    } catch (IOException e) {
      LOG.warn("The list of recent workspaces cannot be read: {}", e.toString());
    }
    return out;
  }

  /** Puts a workspace at the top. */
  void opened(Path root, Instant now) {
    List<Entry> entries = new ArrayList<>(list());
    entries.removeIf(entry -> entry.root().equals(root));
    entries.addFirst(new Entry(root, now));
    ArrayNode array = Json.mapper().createArrayNode();
    entries.stream()
        .limit(KEPT)
        .forEach(
            entry ->
                array
                    .addObject()
                    .put("root", entry.root().toString())
                    .put("opened", Utc.format(entry.opened())));
    try {
      files.replace(file, Json.file(array));
    } catch (IOException e) {
      LOG.warn("The list of recent workspaces was not saved: {}", e.toString());
    }
  }
}
