package dev.reeve.engine.links;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an ignore configuration of lists of patterns into rules. Such a pattern without wildcards
 * took every target that holds its text; a rule takes whole paths only, so each conversion narrows
 * what is taken and says so. Stateless; safe on any thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class RuleImport {
  private static final Set<Category> APPLIES_TO =
      Set.of(
          Category.MISSING_FILE,
          Category.ROOT_RELATIVE_ONLY,
          Category.ESCAPES_ROOT,
          Category.CODE_SPAN_MISSING);

  /**
   * What came of it.
   *
   * @param rules in the order in which the lists were asked
   * @param warnings what was narrowed or left out, a sentence each
   */
  public record Imported(List<LinkRule> rules, List<String> warnings) {}

  private final String author;
  private final Instant now;
  private final List<LinkRule> rules = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private RuleImport(String author, Instant now) {
    this.author = author;
    this.now = now;
  }

  /**
   * Converts a configuration.
   *
   * @param json the configuration's text
   * @param author who stands behind the rules
   * @throws EngineException {@code LINK_RULES_INVALID} when it is no such configuration
   */
  public static Imported of(String json, String author, Instant now) {
    RuleImport work = new RuleImport(author, now);
    JsonNode tree;
    try {
      tree = Json.parse(json);
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON: " + e.getOriginalMessage());
    }
    if (!tree.isObject()) {
      throw invalid("it is no object");
    }
    work.exact(tree.path("ignore_patterns"));
    work.patterns(tree, "pattern_ignores", Category.IGNORED);
    work.patterns(tree, "runtime_endpoints", Category.RUNTIME_ENDPOINT);
    work.patterns(tree, "historical_refs", Category.HISTORICAL_REF);
    if (!tree.path("external_deps").isEmpty()) {
      work.warnings.add(
          "external_deps was left out: a target with a scheme or a host is external by itself.");
    }
    return new Imported(List.copyOf(work.rules), List.copyOf(work.warnings));
  }

  private void exact(JsonNode list) {
    for (JsonNode each : list) {
      String sources = text(each, "file", "ignore_patterns");
      String target = text(each, "target", "ignore_patterns");
      add("ignore_patterns", sources, target, each, Category.IGNORED);
    }
  }

  private void patterns(JsonNode tree, String list, Category as) {
    for (JsonNode each : tree.path(list)) {
      String pattern = text(each, "pattern", list);
      Optional<String> glob = wholePath(pattern);
      if (glob.isEmpty()) {
        warnings.add(
            "%s: '%s' was left out: as the pattern of a whole path it says nothing."
                .formatted(list, pattern));
        continue;
      }
      if (!glob.get().equals(pattern)) {
        warnings.add(
            "%s: '%s' took every target that holds it; it became '%s', which takes whole paths."
                .formatted(list, pattern, glob.get()));
      }
      add(list, "**", glob.get(), each, as);
    }
  }

  private void add(String list, String sources, String target, JsonNode from, Category as) {
    String reason = from.path("reason").asText().strip();
    rules.add(
        new LinkRule(
            list + "-" + (rules.size() + 1),
            LinkRule.Scope.BOTH,
            sources,
            target,
            APPLIES_TO,
            as,
            reason.length() < LinkRule.SHORTEST_REASON ? "imported: " + reason : reason,
            author,
            now,
            null,
            null));
  }

  /** A folder is all below it, a name is that name anywhere, other words are part of a name. */
  private static Optional<String> wholePath(String pattern) {
    boolean wild = pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    String glob;
    if (pattern.indexOf(':') >= 0 || pattern.indexOf('[') >= 0) {
      return Optional.empty();
    } else if (wild) {
      glob = pattern.indexOf('/') >= 0 ? pattern.replaceFirst("/\\*$", "/**") : "**/" + pattern;
    } else if (pattern.endsWith("/")) {
      glob = pattern + "**";
    } else if (pattern.indexOf('/') >= 0) {
      glob = pattern;
    } else {
      boolean name = pattern.lastIndexOf('.') > 0 && !pattern.endsWith(".");
      glob = name ? "**/" + pattern : "**/*" + pattern + "*";
    }
    return LinkRule.isTooWide(glob) ? Optional.empty() : Optional.of(glob);
  }

  private static String text(JsonNode node, String member, String list) {
    String text = node.path(member).asText();
    if (text.isBlank()) {
      throw invalid("an entry of " + list + " has no " + member);
    }
    return text;
  }

  private static EngineException invalid(String why) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "LINK_RULES_INVALID",
            "Nothing was imported: the configuration cannot be used: " + why + ".")
        .with("Nothing was changed.", "Mend the file.");
  }
}
