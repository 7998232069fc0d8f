package dev.reeve.engine.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@code config.toml}: what it may be, and what holds without it. Immutable. Source:
 * {@code docs/reference/workspace.md}.
 *
 * @param name table and key, such as {@code watch.debounce_ms}
 * @param usual what holds without it
 * @param atOnce whether another value holds as soon as it is written; else when the workspace is
 *     opened anew
 * @param <T> the value
 */
public record ConfigKey<T>(String name, ConfigForm<T> form, T usual, boolean atOnce) {
  public static final ConfigKey<String> MODE =
      key("engine.mode", new ConfigForm.OneOf(List.of("dry_run", "live")), "dry_run");
  public static final ConfigKey<String> REGISTRY_PATH =
      key("registry.path", new ConfigForm.Inside(), "UNIFIED_SSOT_REGISTRY.json");
  public static final ConfigKey<String> SCOPE =
      key("registry.scope", new ConfigForm.Like("[0-9]{6}"), "260118");
  public static final ConfigKey<Boolean> VOLATILE_COLUMNS =
      key("registry.volatile_columns", new ConfigForm.Flag(), false);
  public static final ConfigKey<Long> BACKUP_BYTES =
      key("registry.backup_bytes", new ConfigForm.Whole(1 << 20, Long.MAX_VALUE), 1L << 30);
  public static final ConfigKey<Long> VALIDATE_HOURS =
      key("registry.validate_hours", new ConfigForm.Whole(0, 8_760), 24L);
  public static final ConfigKey<Boolean> READ_ONLY =
      atOnce("registry.read_only", new ConfigForm.Flag(), false);
  public static final ConfigKey<String> CARRIER =
      atOnce(
          "registry.carrier",
          new ConfigForm.OneOf(List.of("REGISTRY_ONLY", "HEADER", "PREFIX", "HEADER_AND_PREFIX")),
          "REGISTRY_ONLY");
  public static final ConfigKey<Boolean> DESCRIPTORS =
      key("registry.descriptors", new ConfigForm.Flag(), true);
  public static final ConfigKey<List<String>> ROOTS =
      key("watch.roots", new ConfigForm.Folders(), List.of("."));
  public static final ConfigKey<List<String>> INCLUDE =
      key("watch.include_globs", new ConfigForm.Texts(), List.of("**"));
  public static final ConfigKey<List<String>> IGNORE =
      key("watch.ignore_patterns", new ConfigForm.Texts(), List.of());
  public static final ConfigKey<Boolean> GITIGNORE =
      key("watch.gitignore", new ConfigForm.Flag(), true);
  public static final ConfigKey<Long> DEBOUNCE =
      key("watch.debounce_ms", new ConfigForm.Whole(0, 60_000), 500L);
  public static final ConfigKey<Long> WINDOW =
      key("watch.window_ms", new ConfigForm.Whole(0, 60_000), 750L);
  public static final ConfigKey<Long> MAX_ACTIONS =
      atOnce("watch.max_actions_per_cycle", new ConfigForm.Whole(1, 1_000_000), 100L);
  public static final ConfigKey<Long> MAX_ASSIGN =
      atOnce("watch.max_assign_per_scan", new ConfigForm.Whole(1, 1_000_000), 50L);
  public static final ConfigKey<String> SUBSYSTEM =
      key("locks.subsystem", new ConfigForm.OneOf(List.of("on", "off")), "on");
  public static final ConfigKey<Long> TTL =
      key("locks.ttl_seconds", new ConfigForm.Whole(30, 86_400), 1_800L);
  public static final ConfigKey<Long> GRACE =
      key("locks.grace_seconds", new ConfigForm.Whole(0, 600), 120L);
  public static final ConfigKey<Long> TIMEOUT =
      key("locks.timeout_seconds", new ConfigForm.Whole(0, 86_400), 30L);
  public static final ConfigKey<Long> KEEP_EXECUTIONS =
      key("keep.executions", new ConfigForm.Whole(0, 1_000_000), 100L);
  public static final ConfigKey<Long> KEEP_DAYS =
      key("keep.days", new ConfigForm.Whole(0, 36_500), 7L);
  public static final ConfigKey<String> KEEP_STRATEGY =
      key("keep.strategy", new ConfigForm.OneOf(List.of("automatic", "manual")), "automatic");

  /** Every key but those of contracts, in the order of the file's description. */
  public static final List<ConfigKey<?>> ALL =
      List.of(
          MODE,
          REGISTRY_PATH,
          SCOPE,
          VOLATILE_COLUMNS,
          BACKUP_BYTES,
          VALIDATE_HOURS,
          READ_ONLY,
          CARRIER,
          DESCRIPTORS,
          ROOTS,
          INCLUDE,
          IGNORE,
          GITIGNORE,
          DEBOUNCE,
          WINDOW,
          MAX_ACTIONS,
          MAX_ASSIGN,
          SUBSYSTEM,
          TTL,
          GRACE,
          TIMEOUT,
          KEEP_EXECUTIONS,
          KEEP_DAYS,
          KEEP_STRATEGY);

  static <T> ConfigKey<T> key(String name, ConfigForm<T> form, T usual) {
    return new ConfigKey<>(name, form, usual, false);
  }

  private static <T> ConfigKey<T> atOnce(String name, ConfigForm<T> form, T usual) {
    return new ConfigKey<>(name, form, usual, true);
  }

  /** Where it stands in a tree of the file. */
  JsonNode in(JsonNode tree) {
    return tree.at("/" + name.replace('.', '/'));
  }

  /** What holds by a file: what it says, or what is usual when it says nothing that can be used. */
  public T of(JsonNode tree) {
    T said = form.read(in(tree));
    return said == null ? usual : said;
  }

  /** What must be mended before such a value can be used; null when it can. */
  public @Nullable String problem(JsonNode value) {
    return form.read(value) == null ? "it must be " + form.wanted() : null;
  }
}
