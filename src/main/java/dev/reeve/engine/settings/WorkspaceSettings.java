package dev.reeve.engine.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.Ids;
import dev.reeve.engine.change.SingleFileRequest;
import dev.reeve.engine.change.SingleFileResult;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import dev.reeve.engine.change.WriteLocks;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.ConfigKey;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings in {@code .reeve/config.toml}. A change replaces one value of the text, is written
 * through the change room with its former content kept, and holds at once where the rooms ask for
 * it each time. Source: {@code docs/reference/settings.md}. Calls block; safe on any thread but the
 * JavaFX one.
 */
public final class WorkspaceSettings implements SettingsView {
  private static final String NOTHING = "Nothing was changed.";

  private final Workspace workspace;
  private final Changes changes;
  private final Trail trail;
  private final boolean keeps;
  private ObjectNode inForce;

  /**
   * @param keeps whether this process keeps the workspace; another one only reads
   */
  public WorkspaceSettings(Workspace workspace, Changes changes, Trail trail, boolean keeps) {
    this.workspace = workspace;
    this.changes = changes;
    this.trail = trail;
    this.keeps = keeps;
    this.inForce = tree(read());
    boolean live = workspace.config().engine().live();
    inForce.withObjectProperty("engine").put("mode", live ? "live" : "dry_run");
  }

  @Override
  public synchronized List<Value> values() {
    JsonNode file = tree(read());
    return ConfigKey.ALL.stream().<Value>map(key -> value(key, file)).toList();
  }

  private Value value(ConfigKey<?> key, JsonNode file) {
    return new Value(key, key.of(file), key.of(inForce));
  }

  @Override
  public synchronized Optional<String> change(
      String key, Object seen, @Nullable Object value, String operator) {
    ConfigKey<?> known = known(key);
    String written = value == null ? null : ConfigText.written(value);
    require(known, written);
    ConfigText file = read();
    Object now = known.of(tree(file));
    if (!now.equals(seen)) {
      throw conflict(key, "somebody else changed it to " + now + " meanwhile");
    }
    if (Objects.equals(file.written(key).orElse(null), written)) {
      return Optional.empty();
    }
    Object next = value == null ? known.usual() : value;
    return Optional.of(
        write(
            known,
            file,
            written,
            "Change " + key + " from " + now + " to " + next,
            operator,
            null));
  }

  /** Why a change cannot be taken back now, for people; null when it can. */
  public synchronized @Nullable String whyNot(String executionId) {
    Change done = done(executionId);
    if (done == null) {
      return "it changed no setting.";
    }
    String now = read().written(done.key()).orElse(null);
    return Objects.equals(now, done.after()) ? null : done.key() + " was changed since.";
  }

  /**
   * Takes one change back; what else was changed in the file since stays.
   *
   * @return id of the execution that did it
   * @throws EngineException {@code NOT_REVERTIBLE}, and what {@link #change} says
   */
  public synchronized String takeBack(String executionId, String operator, String intent) {
    String why = whyNot(executionId);
    Change done = done(executionId);
    if (why != null || done == null) {
      throw EngineException.of(
              Kind.CONFLICT, "NOT_REVERTIBLE", executionId + " was not undone: " + why)
          .with(NOTHING, "Change the setting in Settings.");
    }
    return write(known(done.key()), read(), done.before(), intent, operator, executionId);
  }

  /** What taking it back would do to the file, as lines of a diff. */
  public synchronized String difference(String executionId) {
    Change done = done(executionId);
    if (done == null) {
      return "";
    }
    return line('-', done.key(), done.after()) + line('+', done.key(), done.before());
  }

  private static String line(char sign, String key, @Nullable String written) {
    return written == null ? "" : sign + key + " = " + written + "\n";
  }

  private String write(
      ConfigKey<?> key,
      ConfigText file,
      @Nullable String written,
      String intent,
      String operator,
      @Nullable String undoes) {
    if (!keeps) {
      throw EngineException.of(
              Kind.REFUSED,
              "NOT_KEEPER",
              key.name() + " was not changed: this process only observes the workspace.")
          .with(NOTHING, "Change it where the workspace is kept.");
    }
    ConfigText next = edited(key.name(), file, written);
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("key", key.name());
    members.put("before", file.written(key.name()).orElse(null));
    members.put("after", written);
    members.put("undoes_execution_id", undoes);
    byte[] before = file.text().getBytes(StandardCharsets.UTF_8);
    boolean absent = !Files.exists(workspace.own("config.toml"));
    SingleFileRequest request =
        new SingleFileRequest(
            Ids.next(Ids.EXECUTION),
            ChangeKind.SETTINGS,
            intent,
            operator,
            place(),
            absent
                ? SingleFileRequest.Present.ABSENT
                : new SingleFileRequest.Present(Sha256.of(before), before),
            new SingleFileRequest.Next(next.text().getBytes(StandardCharsets.UTF_8), null),
            new SingleFileRequest.Evidence(null, null, members),
            WriteLocks.WriteFence.NONE, // one keeper, and this object's monitor
            undoes);
    return switch (changes.singleFile().commit(request)) {
      case SingleFileResult.Stale stale ->
          throw conflict(key.name(), "the file was saved at the same moment");
      case SingleFileResult.Committed done -> {
        hold(key, tree(next));
        yield done.executionId();
      }
    };
  }

  private static ConfigText edited(String key, ConfigText file, @Nullable String written) {
    try {
      return file.with(key, written)
          .orElseThrow(
              () ->
                  EngineException.of(
                          Kind.REFUSED,
                          "SETTINGS_NOT_EDITABLE",
                          key
                              + " was not changed: .reeve/config.toml writes it in a way that only"
                              + " a person can edit.")
                      .with(NOTHING, "Change it in the file."));
    } catch (JsonProcessingException e) {
      throw invalid(e);
    }
  }

  /** Only this key: others that were edited in the file wait until the workspace is opened anew. */
  private void hold(ConfigKey<?> key, JsonNode file) {
    if (!key.atOnce()) {
      return;
    }
    ObjectNode next = inForce.deepCopy();
    String[] path = key.name().split("\\.");
    next.withObjectProperty(path[0]).set(path[1], Json.mapper().valueToTree(key.of(file)));
    workspace.use(Config.of(next));
    inForce = next;
  }

  private static ConfigKey<?> known(String key) {
    return ConfigKey.ALL.stream()
        .filter(each -> each.name().equals(key))
        .findFirst()
        .orElseThrow(() -> refused(key, "there is no such setting"));
  }

  private static void require(ConfigKey<?> key, @Nullable String written) {
    try {
      String problem = written == null ? null : key.problem(ConfigText.value(written));
      if (problem != null) {
        throw refused(key.name(), problem);
      }
    } catch (JsonProcessingException e) {
      throw refused(key.name(), "it cannot be written as TOML").causedBy(e);
    }
  }

  /** What an execution of this room changed, from its line on the trail. */
  private record Change(String key, @Nullable String before, @Nullable String after) {}

  private @Nullable Change done(String executionId) {
    for (TrailLine line : trail.list(TrailFilter.ofExecution(executionId), 10)) {
      if (line.type().equals("committed") && line.json().has("key")) {
        return new Change(
            line.text("key"),
            line.json().path("before").textValue(),
            line.json().path("after").textValue());
      }
    }
    return null;
  }

  private ConfigText read() {
    try {
      return new ConfigText(Files.readString(workspace.own("config.toml")));
    } catch (NoSuchFileException none) {
      return new ConfigText("");
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  private static ObjectNode tree(ConfigText file) {
    try {
      return (ObjectNode) file.tree();
    } catch (JsonProcessingException e) {
      throw invalid(e);
    }
  }

  private static SafePath place() {
    try {
      return SafePath.of(Workspace.SETTINGS);
    } catch (SafePath.Refused e) {
      throw new IllegalStateException(e);
    }
  }

  private static EngineException invalid(IOException e) {
    return EngineException.of(
            Kind.INVALID,
            "CONFIG_INVALID",
            "The settings were not read: .reeve/config.toml: " + e.getMessage())
        .with(NOTHING, "Correct the file; every key is optional.")
        .causedBy(e);
  }

  private static EngineException refused(String key, String why) {
    return EngineException.of(
            Kind.INVALID, "SETTING_REFUSED", key + " was not changed: " + why + ".")
        .with(NOTHING, "");
  }

  private static EngineException conflict(String key, String why) {
    return EngineException.of(
            Kind.CONFLICT, "SETTINGS_CHANGED", key + " was not changed: " + why + ".")
        .with("The file is as the other left it.", "Look at it, then change it again.");
  }
}
