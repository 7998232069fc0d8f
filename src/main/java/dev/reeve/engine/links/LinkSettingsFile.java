package dev.reeve.engine.links;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .reeve/link-rules.json}. Nothing in it is passed over: whatever cannot be used is an
 * error, because a rule that is silently left out, or silently wider, changes what is reported.
 * Blocks; safe on any thread. Source: {@code docs/reference/links.md}.
 */
public final class LinkSettingsFile {
  private static final String RULES = "rules";
  private static final String STUBS = "stubs";
  private static final String FRESH = "{\n  \"version\" : 1\n}\n";

  private LinkSettingsFile() {}

  /**
   * The settings of a workspace.
   *
   * @throws EngineException {@code LINK_RULES_INVALID} when the file cannot be used, {@code
   *     RULE_TOO_WIDE} when a rule would take everything
   */
  public static LinkSettings read(Workspace workspace) {
    return of(text(workspace));
  }

  /**
   * The text of the file; null when there is none.
   *
   * @throws EngineException {@code LINK_RULES_INVALID} when it cannot be read
   */
  public static @Nullable String text(Workspace workspace) {
    Path file = workspace.root().resolve(LinkSettings.FILE);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw LinkRuleValues.invalid("it cannot be read: " + e.getMessage());
    }
  }

  /** The settings that a text of the file says; null for no file. The same errors. */
  public static LinkSettings of(@Nullable String text) {
    return text == null ? LinkSettings.USUAL : parse(text);
  }

  /** The settings that a commit holds; the same errors. */
  public static LinkSettings read(CommitTree commit) {
    try {
      return of(commit.text(LinkSettings.FILE));
    } catch (IOException e) {
      throw LinkRuleValues.invalid("it cannot be read: " + e.getMessage());
    }
  }

  /** The text of a file that holds these rules and the usual settings. */
  public static String text(List<LinkRule> rules) {
    return added(null, rules, List.of());
  }

  /**
   * The text of the file with more rules and stubs at the end of their lists; a rule takes the
   * place of the one that has its id. What else the file says stays as it is written. The result
   * can be read, or this fails.
   *
   * @param text of the file as it is; null when there is none
   * @throws EngineException {@code LINK_RULES_INVALID}, {@code RULE_TOO_WIDE} when the file, or the
   *     file with them, cannot be used
   */
  public static String added(
      @Nullable String text, List<LinkRule> rules, List<RedirectStub> stubs) {
    String now = text == null ? FRESH : text;
    parse(now);
    for (LinkRule rule : rules) {
      ObjectNode entry = Json.mapper().createObjectNode();
      LinkSettingsForm.write(rule, entry);
      int known = place(now, RULES, "id", rule.id());
      now =
          known < 0
              ? ListText.added(now, RULES, entry)
              : ListText.replaced(now, RULES, known, entry);
    }
    for (RedirectStub stub : stubs) {
      ObjectNode entry = Json.mapper().createObjectNode();
      LinkSettingsForm.write(stub, entry);
      now = ListText.added(now, STUBS, entry);
    }
    parse(now);
    return now;
  }

  /** The text of the file without a stub; the same errors. */
  public static String withoutStub(String text, String path) {
    parse(text);
    int known = place(text, STUBS, "path", path);
    return known < 0 ? text : ListText.removed(text, STUBS, known);
  }

  /** Of the entry of a list that is called so; -1 when none is. */
  private static int place(String text, String list, String member, String called) {
    JsonNode entries = tree(text).path(list);
    return IntStream.range(0, entries.size())
        .filter(i -> entries.path(i).path(member).asText().equals(called))
        .findFirst()
        .orElse(-1);
  }

  private static LinkSettings parse(String text) {
    return LinkSettingsForm.read(tree(text));
  }

  private static JsonNode tree(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw LinkRuleValues.invalid("it is not JSON: " + e.getOriginalMessage());
    }
  }
}
