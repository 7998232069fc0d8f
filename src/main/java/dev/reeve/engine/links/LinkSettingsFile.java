package dev.reeve.engine.links;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.LinkSettings.RootAbsolute;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .reeve/link-rules.json}. Nothing in it is passed over: whatever cannot be used is an
 * error, because a rule that is silently left out, or silently wider, changes what is reported.
 * Blocks; safe on any thread. Source: {@code docs/reference/links.md}.
 */
public final class LinkSettingsFile {
  private static final Set<String> MEMBERS =
      Set.of(
          "version",
          "nav_docs",
          "include",
          "exclude",
          "root_absolute",
          "folders_need_index",
          "report_only",
          "rules",
          "stubs");
  private static final Set<Category> AS =
      Set.of(Category.RUNTIME_ENDPOINT, Category.HISTORICAL_REF, Category.IGNORED);

  private LinkSettingsFile() {}

  /**
   * The settings of a workspace.
   *
   * @throws EngineException {@code LINK_RULES_INVALID} when the file cannot be used, {@code
   *     RULE_TOO_WIDE} when a rule would take everything
   */
  public static LinkSettings read(Workspace workspace) {
    Path file = workspace.root().resolve(LinkSettings.FILE);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return LinkSettings.USUAL;
    }
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw invalid("it cannot be read: " + e.getMessage());
    }
  }

  /** The settings that a commit holds; the same errors. */
  public static LinkSettings read(CommitTree commit) {
    try {
      String text = commit.text(LinkSettings.FILE);
      return text == null ? LinkSettings.USUAL : parse(text);
    } catch (IOException e) {
      throw invalid("it cannot be read: " + e.getMessage());
    }
  }

  private static LinkSettings parse(String text) {
    JsonNode tree;
    try {
      tree = Json.parse(text);
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON: " + e.getOriginalMessage());
    }
    requireMembers(tree, MEMBERS, "the file");
    if (tree.path("version").asInt() != 1) {
      throw invalid("version must be 1");
    }
    return new LinkSettings(
        texts(tree, "nav_docs", LinkSettings.USUAL.navDocuments()),
        texts(tree, "include", LinkSettings.USUAL.include()),
        texts(tree, "exclude", LinkSettings.USUAL.exclude()),
        rootAbsolute(tree.path("root_absolute")),
        flag(tree, "folders_need_index"),
        Set.copyOf(categories(tree, "report_only", "the file")),
        rules(tree.path("rules")),
        stubs(tree.path("stubs")));
  }

  /** The text of a file that holds these rules and the usual settings. */
  public static String text(List<LinkRule> rules) {
    return added(null, rules, List.of());
  }

  /**
   * The text of the file with more rules and stubs at the end of their lists; what else it says
   * stays. The result can be read, or this fails.
   *
   * @param text of the file as it is; null when there is none
   * @throws EngineException {@code LINK_RULES_INVALID}, {@code RULE_TOO_WIDE} when the file, or the
   *     file with them, cannot be used
   */
  public static String added(
      @Nullable String text, List<LinkRule> rules, List<RedirectStub> stubs) {
    ObjectNode file = text == null ? Json.mapper().createObjectNode() : tree(text);
    if (text == null) {
      file.put("version", 1);
    }
    if (!rules.isEmpty()) {
      ArrayNode list = file.withArrayProperty("rules");
      rules.forEach(rule -> write(rule, list.addObject()));
    }
    if (!stubs.isEmpty()) {
      ArrayNode list = file.withArrayProperty("stubs");
      stubs.forEach(stub -> write(stub, list.addObject()));
    }
    return checked(file);
  }

  /** The text of the file without a stub; the same errors. */
  public static String withoutStub(String text, String path) {
    ObjectNode file = tree(text);
    Iterator<JsonNode> stubs = file.withArrayProperty("stubs").iterator();
    while (stubs.hasNext()) {
      if (stubs.next().path("path").asText().equals(path)) {
        stubs.remove();
      }
    }
    return checked(file);
  }

  private static ObjectNode tree(String text) {
    parse(text);
    try {
      return (ObjectNode) Json.parse(text);
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String checked(ObjectNode file) {
    String text = new String(Json.file(file), StandardCharsets.UTF_8);
    parse(text);
    return text;
  }

  private static void write(LinkRule rule, ObjectNode each) {
    each.put("id", rule.id());
    each.put("scope", rule.scope().name().toLowerCase(Locale.ROOT));
    each.put("sources", rule.sources());
    each.put("target", rule.target());
    ArrayNode appliesTo = each.putArray("applies_to");
    rule.appliesTo().stream().sorted().forEach(category -> appliesTo.add(category.code()));
    each.put("as", rule.as().code());
    each.put("reason", rule.reason());
    each.put("author", rule.author());
    each.put("created_at", rule.createdAt().toString());
    if (rule.expiresAt() != null) {
      each.put("expires_at", rule.expiresAt().toString());
    }
    if (rule.maxMatches() != null) {
      each.put("max_matches", rule.maxMatches());
    }
  }

  private static void write(RedirectStub stub, ObjectNode each) {
    each.put("path", stub.path());
    each.put("target", stub.target());
    each.put("title", stub.title());
    each.put("author", stub.author());
    each.put("created_at", stub.createdAt().toString());
  }

  private static List<RedirectStub> stubs(JsonNode list) {
    List<RedirectStub> stubs = new ArrayList<>();
    if (!list.isMissingNode() && !list.isArray()) {
      throw invalid("stubs must be a list");
    }
    for (JsonNode each : list) {
      String path = text(each, "path", "a stub");
      String where = "stub '" + path + "'";
      requireMembers(each, Set.of("path", "target", "title", "author", "created_at"), where);
      if (stubs.stream().anyMatch(other -> other.path().equals(path))) {
        throw invalid("two stubs have the path '" + path + "'");
      }
      stubs.add(
          new RedirectStub(
              path,
              text(each, "target", where),
              text(each, "title", where),
              text(each, "author", where),
              instant(text(each, "created_at", where), where)));
    }
    return List.copyOf(stubs);
  }

  private static List<LinkRule> rules(JsonNode list) {
    List<LinkRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    if (!list.isMissingNode() && !list.isArray()) {
      throw invalid("rules must be a list");
    }
    for (JsonNode each : list) {
      LinkRule rule = rule(each);
      if (!ids.add(rule.id())) {
        throw invalid("two rules have the id '" + rule.id() + "'");
      }
      rules.add(rule);
    }
    return List.copyOf(rules);
  }

  private static LinkRule rule(JsonNode node) {
    String id = text(node, "id", "a rule");
    String where = "rule '" + id + "'";
    requireMembers(
        node,
        Set.of(
            "id",
            "scope",
            "sources",
            "target",
            "applies_to",
            "as",
            "reason",
            "author",
            "created_at",
            "expires_at",
            "max_matches"),
        where);
    String target = text(node, "target", where);
    if (LinkRule.isTooWide(target)) {
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "RULE_TOO_WIDE",
              "Nothing was checked: " + where + " has the target '" + target + "', which is all.")
          .with("Nothing was changed.", "Name in " + LinkSettings.FILE + " what is meant.");
    }
    String reason = text(node, "reason", where);
    if (reason.strip().length() < LinkRule.SHORTEST_REASON) {
      throw invalid(
          where + " needs a reason of " + LinkRule.SHORTEST_REASON + " characters at least");
    }
    Set<Category> appliesTo = categories(node, "applies_to", where);
    if (appliesTo.isEmpty()) {
      throw invalid(where + " needs applies_to, a list of categories");
    }
    Category as = category(text(node, "as", where), where);
    if (!AS.contains(as)) {
      throw invalid(where + ": as must be runtime_endpoint, historical_ref or ignored");
    }
    return new LinkRule(
        id,
        choice(
            LinkRule.Scope.values(),
            text(node, "scope", where),
            where + ": scope must be nav, deep or both"),
        text(node, "sources", where),
        target,
        appliesTo,
        as,
        reason,
        text(node, "author", where),
        instant(text(node, "created_at", where), where),
        node.hasNonNull("expires_at") ? instant(text(node, "expires_at", where), where) : null,
        limit(node.path("max_matches"), where));
  }

  private static @Nullable Long limit(JsonNode node, String where) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber() || node.asLong() < 0) {
      throw invalid(where + ": max_matches must be a whole number");
    }
    return node.asLong();
  }

  private static RootAbsolute rootAbsolute(JsonNode node) {
    return node.isMissingNode()
        ? LinkSettings.USUAL.rootAbsolute()
        : choice(RootAbsolute.values(), node.asText(), "root_absolute must be root, site or error");
  }

  private static boolean flag(JsonNode tree, String member) {
    JsonNode node = tree.path(member);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw invalid(member + " must be true or false");
    }
    return node.asBoolean();
  }

  private static <E extends Enum<E>> E choice(E[] values, String text, String otherwise) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw invalid(otherwise);
  }

  private static Instant instant(String text, String where) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid(where + ": '" + text + "' is no time such as 2026-01-31T12:00:00Z");
    }
  }

  private static Set<Category> categories(JsonNode node, String member, String where) {
    Set<Category> out = EnumSet.noneOf(Category.class);
    texts(node, member, List.of()).forEach(text -> out.add(category(text, where)));
    return out;
  }

  private static Category category(String text, String where) {
    return choice(Category.values(), text, where + ": '" + text + "' is no category");
  }

  private static String text(JsonNode node, String member, String where) {
    JsonNode value = node.path(member);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw invalid(where + " needs " + member + ", a text");
    }
    return value.textValue();
  }

  private static List<String> texts(JsonNode node, String member, List<String> usual) {
    JsonNode list = node.path(member);
    if (list.isMissingNode()) {
      return usual;
    }
    List<String> out = new ArrayList<>();
    for (JsonNode each : list) {
      if (!each.isTextual()) {
        throw invalid(member + " must be a list of texts");
      }
      out.add(each.textValue());
    }
    if (!list.isArray()) {
      throw invalid(member + " must be a list of texts");
    }
    return List.copyOf(out);
  }

  private static void requireMembers(JsonNode node, Set<String> known, String where) {
    if (!node.isObject()) {
      throw invalid(where + " must be an object");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw invalid(where + " has the unknown member '" + name + "'");
              }
            });
  }

  private static EngineException invalid(String why) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "LINK_RULES_INVALID",
            "Nothing was checked: " + LinkSettings.FILE + " cannot be used: " + why + ".")
        .with("Nothing was changed.", "Mend the file.");
  }
}
