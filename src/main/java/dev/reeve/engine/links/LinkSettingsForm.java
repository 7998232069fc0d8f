package dev.reeve.engine.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.LinkSettings.RootAbsolute;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The form of the settings, rules and stubs in the file of the link rules, both ways. */
final class LinkSettingsForm {
  private static final Set<String> MEMBERS =
      Set.of(
          "version",
          "nav_docs",
          "include",
          "exclude",
          "root_absolute",
          "front_matter_keys",
          "folders_need_index",
          "enforce_external",
          "report_only",
          "rules",
          "stubs");
  private static final Set<Category> AS =
      Set.of(Category.RUNTIME_ENDPOINT, Category.HISTORICAL_REF, Category.IGNORED);

  private LinkSettingsForm() {}

  /**
   * What the file says.
   *
   * @throws EngineException {@code LINK_RULES_INVALID}, {@code RULE_TOO_WIDE}
   */
  static LinkSettings read(JsonNode tree) {
    LinkRuleValues.requireMembers(tree, MEMBERS, "the file");
    if (tree.path("version").asInt() != 1) {
      throw LinkRuleValues.invalid("version must be 1");
    }
    return new LinkSettings(
        LinkRuleValues.texts(tree, "nav_docs", LinkSettings.USUAL.navDocuments()),
        LinkRuleValues.texts(tree, "include", LinkSettings.USUAL.include()),
        LinkRuleValues.texts(tree, "exclude", LinkSettings.USUAL.exclude()),
        rootAbsolute(tree.path("root_absolute")),
        LinkRuleValues.keys(tree, "front_matter_keys"),
        LinkRuleValues.flag(tree, "folders_need_index"),
        LinkRuleValues.flag(tree, "enforce_external"),
        Set.copyOf(LinkRuleValues.categories(tree, "report_only", "the file")),
        rules(tree.path("rules")),
        stubs(tree.path("stubs")));
  }

  private static RootAbsolute rootAbsolute(JsonNode node) {
    return node.isMissingNode()
        ? LinkSettings.USUAL.rootAbsolute()
        : LinkRuleValues.choice(
            RootAbsolute.values(), node.asText(), "root_absolute must be root, site or error");
  }

  private static List<LinkRule> rules(JsonNode list) {
    List<LinkRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    if (!list.isMissingNode() && !list.isArray()) {
      throw LinkRuleValues.invalid("rules must be a list");
    }
    for (JsonNode each : list) {
      LinkRule rule = rule(each);
      if (!ids.add(rule.id())) {
        throw LinkRuleValues.invalid("two rules have the id '" + rule.id() + "'");
      }
      rules.add(rule);
    }
    return List.copyOf(rules);
  }

  private static LinkRule rule(JsonNode node) {
    String id = LinkRuleValues.text(node, "id", "a rule");
    String where = "rule '" + id + "'";
    LinkRuleValues.requireMembers(
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
    String target = LinkRuleValues.text(node, "target", where);
    if (LinkRule.isTooWide(target)) {
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "RULE_TOO_WIDE",
              "Nothing was checked: " + where + " has the target '" + target + "', which is all.")
          .with("Nothing was changed.", "Name in " + LinkSettings.FILE + " what is meant.");
    }
    String reason = LinkRuleValues.text(node, "reason", where);
    if (reason.strip().length() < LinkRule.SHORTEST_REASON) {
      throw LinkRuleValues.invalid(
          where + " needs a reason of " + LinkRule.SHORTEST_REASON + " characters at least");
    }
    Set<Category> appliesTo = LinkRuleValues.categories(node, "applies_to", where);
    if (appliesTo.isEmpty()) {
      throw LinkRuleValues.invalid(where + " needs applies_to, a list of categories");
    }
    Category as = LinkRuleValues.category(LinkRuleValues.text(node, "as", where), where);
    if (!AS.contains(as)) {
      throw LinkRuleValues.invalid(
          where + ": as must be runtime_endpoint, historical_ref or ignored");
    }
    return new LinkRule(
        id,
        LinkRuleValues.choice(
            LinkRule.Scope.values(),
            LinkRuleValues.text(node, "scope", where),
            where + ": scope must be nav, deep or both"),
        LinkRuleValues.text(node, "sources", where),
        target,
        appliesTo,
        as,
        reason,
        LinkRuleValues.text(node, "author", where),
        LinkRuleValues.instant(LinkRuleValues.text(node, "created_at", where), where),
        node.hasNonNull("expires_at")
            ? LinkRuleValues.instant(LinkRuleValues.text(node, "expires_at", where), where)
            : null,
        LinkRuleValues.limit(node.path("max_matches"), where));
  }

  private static List<RedirectStub> stubs(JsonNode list) {
    List<RedirectStub> stubs = new ArrayList<>();
    if (!list.isMissingNode() && !list.isArray()) {
      throw LinkRuleValues.invalid("stubs must be a list");
    }
    for (JsonNode each : list) {
      String path = LinkRuleValues.text(each, "path", "a stub");
      String where = "stub '" + path + "'";
      LinkRuleValues.requireMembers(
          each, Set.of("path", "target", "title", "author", "created_at"), where);
      if (stubs.stream().anyMatch(other -> other.path().equals(path))) {
        throw LinkRuleValues.invalid("two stubs have the path '" + path + "'");
      }
      stubs.add(
          new RedirectStub(
              path,
              LinkRuleValues.text(each, "target", where),
              LinkRuleValues.text(each, "title", where),
              LinkRuleValues.text(each, "author", where),
              LinkRuleValues.instant(LinkRuleValues.text(each, "created_at", where), where)));
    }
    return List.copyOf(stubs);
  }

  /** Puts a rule into an empty object. */
  static void write(LinkRule rule, ObjectNode each) {
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

  /** Puts a stub into an empty object. */
  static void write(RedirectStub stub, ObjectNode each) {
    each.put("path", stub.path());
    each.put("target", stub.target());
    each.put("title", stub.title());
    each.put("author", stub.author());
    each.put("created_at", stub.createdAt().toString());
  }
}
