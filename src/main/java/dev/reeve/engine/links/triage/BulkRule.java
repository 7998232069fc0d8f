package dev.reeve.engine.links.triage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of decisions in bulk: what it is about, and what is to become of it.
 * Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param pattern glob of documents
 * @param brokenTarget the target as written without its fragment, its path, or the place it leads
 *     to; null when a glob says it
 * @param brokenTargetGlob the same as a glob; null when it is exact
 * @param reasonFilter only findings of this category; null for all
 * @param fixTarget of {@code fix}, a path from the root
 * @param note why
 */
public record BulkRule(
    String id,
    String pattern,
    @Nullable String brokenTarget,
    @Nullable String brokenTargetGlob,
    @Nullable Category reasonFilter,
    Action action,
    @Nullable String fixTarget,
    @Nullable String stubTarget,
    @Nullable String stubTitle,
    String note) {
  /** What is to become of what it is about. */
  public enum Action {
    IGNORE,
    FIX,
    CREATE_STUB,
    /** A person looks at it later. */
    MANUAL
  }

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "pattern",
          "broken_target",
          "broken_target_glob",
          "reason_filter",
          "action",
          "fix_target",
          "stub_target",
          "stub_title",
          "note");

  /**
   * Reads a list: an array, or an object with the member {@code rules}.
   *
   * @throws EngineException {@code BULK_RULES_INVALID}, also when two have the same id or one has
   *     no note; {@code RULE_TOO_WIDE} when one would hide missing files of more than a folder
   */
  public static List<BulkRule> read(String text) {
    JsonNode tree;
    try {
      tree = Json.parse(text);
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON: " + e.getOriginalMessage());
    }
    JsonNode list = tree.isArray() ? tree : tree.path("rules");
    if (!list.isArray()) {
      throw invalid("it is no list of rules");
    }
    List<BulkRule> out = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode each : list) {
      BulkRule rule = rule(each, out.size() + 1);
      if (!ids.add(rule.id())) {
        throw invalid("two rules have the id '" + rule.id() + "'");
      }
      out.add(rule);
    }
    return List.copyOf(out);
  }

  private static BulkRule rule(JsonNode json, int number) {
    String where = "rule " + number;
    if (!json.isObject()) {
      throw invalid(where + " must be an object");
    }
    for (String member : (Iterable<String>) json::fieldNames) {
      if (!MEMBERS.contains(member)) {
        throw invalid(where + " has the unknown member '" + member + "'");
      }
    }
    BulkRule rule =
        new BulkRule(
            needed(json, "id", where),
            needed(json, "pattern", where),
            text(json, "broken_target"),
            text(json, "broken_target_glob"),
            code(Category.values(), text(json, "reason_filter"), where),
            action(needed(json, "action", where), where),
            text(json, "fix_target"),
            text(json, "stub_target"),
            text(json, "stub_title"),
            needed(json, "note", where));
    rule.require();
    return rule;
  }

  private void require() {
    if ((brokenTarget == null) == (brokenTargetGlob == null)) {
      throw invalid("rule '" + id + "' needs broken_target or broken_target_glob");
    }
    if (action == Action.FIX && fixTarget == null) {
      throw invalid("rule '" + id + "' needs fix_target");
    }
    if (action == Action.CREATE_STUB && (stubTarget == null || stubTitle == null)) {
      throw invalid("rule '" + id + "' needs stub_target and stub_title");
    }
    String glob = brokenTargetGlob;
    boolean wide =
        glob != null && (LinkRule.isTooWide(glob) || (hidesMissingFiles() && spansFolders(glob)));
    if (wide) {
      throw EngineException.of(
              Kind.INVALID,
              "RULE_TOO_WIDE",
              "Nothing was decided: rule '"
                  + id
                  + "' would hide missing files of more than one folder by '"
                  + glob
                  + "'.")
          .with("Nothing was changed.", "Name one folder, or the files one by one.");
    }
  }

  private boolean hidesMissingFiles() {
    return action == Action.IGNORE
        && (reasonFilter == null || reasonFilter == Category.MISSING_FILE);
  }

  private static boolean spansFolders(String glob) {
    int slash = glob.lastIndexOf('/');
    String folder = slash < 0 ? "" : glob.substring(0, slash);
    return glob.contains("**") || folder.indexOf('*') >= 0 || folder.indexOf('?') >= 0;
  }

  /** Whether it is about a finding. */
  boolean takes(Finding finding) {
    return (reasonFilter == null || reasonFilter == finding.reason())
        && Globs.of(List.of(anchored(pattern)), false).matches(finding.sourceFile())
        && takesTarget(finding);
  }

  private boolean takesTarget(Finding finding) {
    String raw = finding.rawTarget();
    int hash = raw.indexOf('#');
    String written = hash < 0 ? raw : raw.substring(0, hash);
    String place = LinkScan.place(finding);
    if (brokenTargetGlob == null) {
      return written.equals(brokenTarget)
          || finding.target().path().equals(brokenTarget)
          || (place != null && place.equals(brokenTarget));
    }
    Globs glob = Globs.of(List.of(anchored(brokenTargetGlob)), false);
    return glob.matches(finding.target().path()) || (place != null && glob.matches(place));
  }

  private static String anchored(String pattern) {
    return pattern.startsWith("/") ? pattern : "/" + pattern;
  }

  /** What it decides; every finding gets a record of its own, and the note as its reason. */
  Choice choice() {
    return switch (action) {
      case IGNORE -> new Choice.Ignore(Choice.Scope.LINK, null, note);
      case FIX -> new Choice.Manual(said(fixTarget), note);
      case CREATE_STUB -> new Choice.Stub(said(stubTarget), said(stubTitle), note);
      case MANUAL -> new Choice.Later();
    };
  }

  private static String said(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String text(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
      throw invalid(member + " must be a text");
    }
    String text = value.textValue();
    return text == null || text.isBlank() ? null : text;
  }

  private static String needed(JsonNode json, String member, String where) {
    String text = text(json, member);
    if (text == null) {
      throw invalid(where + " needs " + member);
    }
    return text;
  }

  private static Action action(String text, String where) {
    Action action = code(Action.values(), text, where);
    if (action == null) {
      throw invalid(where + " needs action");
    }
    return action;
  }

  private static <E extends Enum<E>> @Nullable E code(
      E[] values, @Nullable String text, String where) {
    if (text == null) {
      return null;
    }
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw invalid(where + ": '" + text + "' is not known");
  }

  private static EngineException invalid(String why) {
    return EngineException.of(
            Kind.INVALID, "BULK_RULES_INVALID", "Nothing was decided: the rules: " + why + ".")
        .with("Nothing was changed.", "Mend the file.");
  }
}
