package dev.reeve.console.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.console.fx.Screen;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the console remembers, by names such as {@code table.queue-table}: one JSON file outside
 * every workspace, read once, saved two seconds after a change, replaced at once. Only what changed
 * here is put into the file, so two windows do not undo each other's. A file that cannot be read is
 * set aside under another name and everything begins as usual; one that cannot be written costs the
 * memory, never the work. {@link #read} and {@link #save} block; the rest belongs to the screen
 * thread. Source: {@code docs/guide/console.md}.
 */
public final class Memory {
  /** How long a change waits for others before it is saved. */
  static final Duration AFTER = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private final @Nullable Path file;
  private final OwnFiles files;
  private final Map<String, JsonNode> values = new HashMap<>();
  private Map<String, Optional<JsonNode>> changed = new HashMap<>();
  private @Nullable Path setAside;
  private @Nullable Screen screen;
  private boolean scheduled;

  private Memory(@Nullable Path file, Path folder) {
    this.file = file;
    this.files = new OwnFiles(folder, new DiskFileLayer());
  }

  /** One that forgets everything when the window closes. */
  public static Memory none() {
    return new Memory(null, Path.of("").toAbsolutePath());
  }

  /**
   * Reads what was remembered; nothing when the file is missing or damaged.
   *
   * @param folder the user's settings folder
   * @param name of the file in it
   */
  public static Memory read(Path folder, String name) {
    Memory memory = new Memory(folder.resolve(name), folder);
    try {
      memory.stored().forEach(memory.values::put);
    } catch (JsonProcessingException e) {
      LOG.warn("{} cannot be understood: {}", memory.file, e.getOriginalMessage());
      memory.moveAway();
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", memory.file, e.toString());
    }
    return memory;
  }

  /** The name of the file that remembers a workspace: its own name and a mark of its place. */
  public static String nameOf(Path root) {
    String name = String.valueOf(root.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
    byte[] place = root.toString().getBytes(StandardCharsets.UTF_8);
    return name + "-" + Sha256.of(place).substring(0, 12) + ".json";
  }

  private Map<String, JsonNode> stored() throws IOException {
    Map<String, JsonNode> stored = new HashMap<>();
    try {
      JsonNode tree = Json.parse(Files.readString(Objects.requireNonNull(file)));
      if (!tree.isObject()) {
        throw new NotAnObject();
      }
      tree.properties().forEach(entry -> stored.put(entry.getKey(), entry.getValue()));
    } catch (NoSuchFileException none) {
      return stored;
    }
    return stored;
  }

  /** The file is JSON, but not what this class writes. */
  private static final class NotAnObject extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    NotAnObject() {
      super("it holds something else than names and values");
    }
  }

  private void moveAway() {
    Path damaged = Objects.requireNonNull(file);
    Path to = damaged.resolveSibling(damaged.getFileName() + ".damaged-1");
    for (int n = 2; Files.exists(to); n++) {
      to = damaged.resolveSibling(damaged.getFileName() + ".damaged-" + n);
    }
    try {
      files.moveNew(damaged, to);
      setAside = to;
    } catch (IOException e) {
      LOG.warn("{} was not set aside: {}", damaged, e.toString());
    }
  }

  /** Where a damaged file was put, null when it was whole. */
  public @Nullable Path setAside() {
    return setAside;
  }

  /** Begins to save, with the screen's timer and background. */
  public void saveWith(Screen with) {
    screen = with;
    schedule();
  }

  /** What is remembered under the name, {@link MissingNode} for nothing. */
  public JsonNode get(String name) {
    return values.getOrDefault(name, MissingNode.getInstance());
  }

  /** Remembers the value; the same value again changes nothing. */
  public void put(String name, JsonNode value) {
    if (!value.equals(values.put(name, value))) {
      change(name, Optional.of(value));
    }
  }

  /** Forgets what is remembered under every name that suits. */
  public void forget(Predicate<String> names) {
    for (String name : List.copyOf(values.keySet())) {
      if (names.test(name)) {
        values.remove(name);
        change(name, Optional.empty());
      }
    }
  }

  private void change(String name, Optional<JsonNode> value) {
    synchronized (files) {
      changed.put(name, value);
    }
    schedule();
  }

  private void schedule() {
    Screen with = screen;
    if (file == null || with == null || scheduled) {
      return;
    }
    synchronized (files) {
      if (changed.isEmpty()) {
        return;
      }
    }
    scheduled = true;
    with.timer().after(AFTER, () -> with.thread().execute(() -> due(with)));
  }

  private void due(Screen with) {
    scheduled = false;
    with.work()
        .run(
            () -> {
              save();
              return true;
            },
            done -> {},
            problem -> {});
  }

  /** Saves what has changed, if anything has. Any thread. */
  public void save() {
    Path target = file;
    if (target == null) {
      return;
    }
    synchronized (files) {
      if (changed.isEmpty()) {
        return;
      }
      Map<String, Optional<JsonNode>> mine = changed;
      changed = new HashMap<>();
      try {
        ObjectNode tree = Json.mapper().createObjectNode();
        Map<String, JsonNode> merged = new java.util.TreeMap<>(storedOrNothing());
        mine.forEach(
            (name, value) ->
                value.ifPresentOrElse(now -> merged.put(name, now), () -> merged.remove(name)));
        merged.forEach(tree::set);
        files.replace(target, Json.file(tree));
      } catch (IOException e) {
        mine.forEach(changed::putIfAbsent);
        LOG.warn("What the console remembers was not saved to {}: {}", target, e.toString());
      }
    }
  }

  private Map<String, JsonNode> storedOrNothing() throws IOException {
    try {
      return stored();
    } catch (JsonProcessingException damaged) {
      return Map.of();
    }
  }
}
