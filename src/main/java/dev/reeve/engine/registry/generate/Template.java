package dev.reeve.engine.registry.generate;

import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Sha256;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file that frames an output: its text, with {@code {{content}}} and other names in
 * double braces filled in. Immutable.
 */
final class Template {
  private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*\\}\\}");

  private final String id;
  private final String text;

  /**
   * @param id of the generator, for messages
   */
  Template(String id, String text) {
    this.id = id;
    this.text = text.replace("\r\n", "\n");
    if (NAME.matcher(this.text).results().noneMatch(found -> found.group(1).equals("content"))) {
      throw refused(id, "its template has no {{content}}");
    }
  }

  /** Of the text; part of the input hash. */
  String hash() {
    return Sha256.of(text);
  }

  /**
   * The text, filled.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code GENERATOR_TEMPLATE} for a name that
   *     is not among the values
   */
  String fill(Map<String, String> values) {
    return NAME.matcher(text)
        .replaceAll(
            found -> {
              String value = values.get(found.group(1));
              if (value == null) {
                throw refused(
                    id, "its template names {{" + found.group(1) + "}}, which means nothing");
              }
              return Matcher.quoteReplacement(value);
            });
  }

  static dev.reeve.engine.workspace.EngineException refused(String id, String why) {
    return GeneratorErrors.of(
        Kind.INVALID, GeneratorErrors.TEMPLATE, id, why, "Change the template or its reference.");
  }
}
