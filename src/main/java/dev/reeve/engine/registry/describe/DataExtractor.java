package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.reeve.engine.registry.Described;
import dev.reeve.engine.registry.Describer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads JSON, YAML and TOML with Jackson, token by token, so that size costs time and no memory.
 *
 * @param factory makes the parser
 * @param documents whether one file may hold several values
 */
record DataExtractor(String language, JsonFactory factory, boolean documents) implements Extractor {
  private static final int DEEPEST = 1000;
  private static final int TOKENS_A_LOOK = 4096;

  static DataExtractor json() {
    return new DataExtractor(
        "json", JsonFactory.builder().streamReadConstraints(limits()).build(), false);
  }

  /** JSON with comments, as the settings of some tools are written. */
  static DataExtractor commentedJson() {
    JsonFactory lenient =
        JsonFactory.builder()
            .streamReadConstraints(limits())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    return new DataExtractor("json", lenient, false);
  }

  static DataExtractor jsonLines() {
    return new DataExtractor(
        "jsonl", JsonFactory.builder().streamReadConstraints(limits()).build(), true);
  }

  static DataExtractor yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Describer.LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    return new DataExtractor(
        "yaml",
        YAMLFactory.builder().loaderOptions(options).streamReadConstraints(limits()).build(),
        true);
  }

  static DataExtractor toml() {
    return new DataExtractor(
        "toml", TomlFactory.builder().streamReadConstraints(limits()).build(), false);
  }

  private static StreamReadConstraints limits() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(DEEPEST)
        .maxStringLength(Describer.LARGEST)
        .build();
  }

  @Override
  public String parserId() {
    return "jackson-" + language;
  }

  @Override
  public String parserVersion() {
    return factory.version() + "/1";
  }

  @Override
  public boolean code() {
    return false;
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    Outline outline = new Outline(facts);
    try (JsonParser parser = factory.createParser(source.text())) {
      long tokens = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        outline.take(token, parser);
        if (++tokens % TOKENS_A_LOOK == 0) {
          source.deadline().check();
        }
      }
    } catch (StreamConstraintsException e) {
      throw new NotParsed(
          Described.Status.PARSER_ERROR, "It is beyond the parser's limits of depth or length.");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      facts.problem(line, "no valid " + language);
      return;
    } catch (IOException e) {
      throw NotParsed.syntax("It is no valid " + language + ".");
    }
    if (outline.values != 1 && !documents && !source.text().isBlank()) {
      facts.problem(1, "no valid " + language + ": several values");
    }
    outline.write();
  }

  /** The outermost shape, and what names the content. */
  private static final class Outline {
    private final Facts facts;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> kinds = new TreeSet<>();
    private long values;
    private long members;
    private int depth;
    private int deepest;
    private String top = "none";
    private @Nullable String key;

    Outline(Facts facts) {
      this.facts = facts;
    }

    void take(JsonToken token, JsonParser parser) throws IOException {
      switch (token) {
        case START_OBJECT, START_ARRAY -> {
          begin(token == JsonToken.START_OBJECT ? "object" : "array");
          deepest = Math.max(deepest, ++depth);
        }
        case END_OBJECT, END_ARRAY -> depth--;
        case FIELD_NAME -> {
          members++;
          key = depth == 1 ? parser.currentName() : null;
          if (key != null && keys.size() < Facts.MOST) {
            keys.add(key);
          }
        }
        default -> {
          begin("value");
          named(parser);
        }
      }
    }

    private void begin(String shape) {
      if (depth == 0) {
        values++;
        top = shape;
      }
    }

    /** Members that say what the whole is. */
    private void named(JsonParser parser) throws IOException {
      if (depth != 1 || key == null || parser.currentToken() != JsonToken.VALUE_STRING) {
        return;
      }
      String text = parser.getText();
      switch (key) {
        case "description", "summary" -> facts.summary(text);
        case "kind", "type", "$schema" -> {
          String clean = facts.clean(text);
          if (clean != null && kinds.size() < Facts.MOST) {
            kinds.add(clean);
          }
        }
        default -> {}
      }
    }

    void write() {
      facts.more().put("shape", top).put("values", values).put("members", members);
      facts.more().put("depth", deepest);
      ArrayNode names = facts.more().putArray("keys");
      keys.stream().map(facts::clean).filter(java.util.Objects::nonNull).forEach(names::add);
      kinds.forEach(facts.more().putArray("kinds")::add);
    }
  }
}
