package dev.reeve.console.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong at a line of a settings file. Immutable.
 *
 * @param line from 1; 0 when the line cannot be told
 */
public record FileProblem(int line, String text) {
  /** What keeps a YAML text from being understood; at most one, for nothing after it is read. */
  static List<FileProblem> ofYaml(String text) {
    YAMLFactory yaml =
        YAMLFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try (JsonParser parser = yaml.createParser(text)) {
      while (parser.nextToken() != null) {
        // reading it is the check
      }
      return List.of();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      return List.of(new FileProblem(line, firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }

  /** Finds for each sentence, which begins with a dotted key, the line that names the key. */
  static List<FileProblem> ofToml(String text, List<String> sentences) {
    List<String> lines = text.lines().toList();
    List<FileProblem> found = new ArrayList<>();
    for (String sentence : sentences) {
      String key = sentence.split(" ", 2)[0];
      found.add(new FileProblem(line(lines, key), sentence));
    }
    return found;
  }

  private static int line(List<String> lines, String key) {
    int dot = key.lastIndexOf('.');
    String section = dot < 0 ? "" : key.substring(0, dot);
    Pattern named = Pattern.compile("\\s*" + Pattern.quote(key.substring(dot + 1)) + "\\s*=.*");
    boolean inside = section.isEmpty();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("[")) {
        inside = line.startsWith("[" + section + "]");
      } else if (inside && named.matcher(line).matches()) {
        return i + 1;
      }
    }
    return 0;
  }
}
