package dev.reeve.engine.links;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes values of the file of the link rules one by one; one that cannot be used is an error that
 * says where it stands.
 */
final class LinkRuleValues {
  private static final Pattern KEY =
      Pattern.compile("[^.\\s]([^.]*[^.\\s])?(\\.[^.\\s]([^.]*[^.\\s])?)*");

  private LinkRuleValues() {}

  static boolean flag(JsonNode tree, String member) {
    JsonNode node = tree.path(member);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw invalid(member + " must be true or false");
    }
    return node.asBoolean();
  }

  static @Nullable Long limit(JsonNode node, String where) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber() || node.asLong() < 0) {
      throw invalid(where + ": max_matches must be a whole number");
    }
    return node.asLong();
  }

  static <E extends Enum<E>> E choice(E[] values, String text, String otherwise) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw invalid(otherwise);
  }

  static Instant instant(String text, String where) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid(where + ": '" + text + "' is no time such as 2026-01-31T12:00:00Z");
    }
  }

  static Set<Category> categories(JsonNode node, String member, String where) {
    Set<Category> out = EnumSet.noneOf(Category.class);
    texts(node, member, List.of()).forEach(text -> out.add(category(text, where)));
    return out;
  }

  static Category category(String text, String where) {
    return choice(Category.values(), text, where + ": '" + text + "' is no category");
  }

  static String text(JsonNode node, String member, String where) {
    JsonNode value = node.path(member);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw invalid(where + " needs " + member + ", a text");
    }
    return value.textValue();
  }

  static List<String> texts(JsonNode node, String member, List<String> usual) {
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

  /** Names of members, nested ones with dots. */
  static Set<String> keys(JsonNode node, String member) {
    List<String> keys = texts(node, member, List.of());
    for (String key : keys) {
      if (!KEY.matcher(key).matches()) {
        throw invalid(member + " has '" + key + "', which names no key such as image or seo.image");
      }
    }
    return Set.copyOf(keys);
  }

  static void requireMembers(JsonNode node, Set<String> known, String where) {
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

  static EngineException invalid(String why) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "LINK_RULES_INVALID",
            "Nothing was checked: " + LinkSettings.FILE + " cannot be used: " + why + ".")
        .with("Nothing was changed.", "Mend the file.");
  }
}
