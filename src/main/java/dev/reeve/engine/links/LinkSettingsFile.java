package dev.reeve.engine.links;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .reeve/link-rules.json}. Nothing in it is passed over: whatever cannot be used is an
 * error, because a rule that is silently left out, or silently wider, changes what is reported.
 * Blocks; safe on any thread. Source: {@code docs/reference/links.md}.
 */
public final class LinkSettingsFile {
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
      throw LinkRuleValues.invalid("it cannot be read: " + e.getMessage());
    }
  }

  /** The settings that a commit holds; the same errors. */
  public static LinkSettings read(CommitTree commit) {
    try {
      String text = commit.text(LinkSettings.FILE);
      return text == null ? LinkSettings.USUAL : parse(text);
    } catch (IOException e) {
      throw LinkRuleValues.invalid("it cannot be read: " + e.getMessage());
    }
  }

  private static LinkSettings parse(String text) {
    try {
      return LinkSettingsForm.read(Json.parse(text));
    } catch (JsonProcessingException e) {
      throw LinkRuleValues.invalid("it is not JSON: " + e.getOriginalMessage());
    }
  }

  /** The text of a file that holds these rules and the usual settings. */
  public static String text(List<LinkRule> rules) {
    return added(null, rules, List.of());
  }

  /**
   * The text of the file with more rules and stubs at the end of their lists; a rule takes the
   * place of the one that has its id. What else the file says stays. The result can be read, or
   * this fails.
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
      int known = list.size();
      rules.forEach(rule -> LinkSettingsForm.write(rule, placeOf(rule.id(), list, known)));
    }
    if (!stubs.isEmpty()) {
      ArrayNode list = file.withArrayProperty("stubs");
      stubs.forEach(stub -> LinkSettingsForm.write(stub, list.addObject()));
    }
    return checked(file);
  }

  private static ObjectNode placeOf(String id, ArrayNode rules, int known) {
    for (int i = 0; i < known; i++) {
      if (rules.get(i).path("id").asText().equals(id)) {
        ObjectNode place = Json.mapper().createObjectNode();
        rules.set(i, place);
        return place;
      }
    }
    return rules.addObject();
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
      throw LinkRuleValues.invalid("it is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String checked(ObjectNode file) {
    String text = new String(Json.file(file), StandardCharsets.UTF_8);
    parse(text);
    return text;
  }
}
