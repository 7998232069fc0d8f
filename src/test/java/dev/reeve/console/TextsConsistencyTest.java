package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.Texts;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys in code and FXML against the bundle; the message is the line to add or remove. */
final class TextsConsistencyTest {
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[a-z0-9-]+)+)\"");
  private static final Pattern CALL = Pattern.compile("Texts\\.get\\(\\s*\"([^\"]+)\"");
  private static final Pattern REFERENCE = Pattern.compile("\"%([a-z0-9.-]+)\"");

  private static Set<String> found(Path folder, String suffix, Pattern pattern) throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          keys.add(matcher.group(1));
        }
      }
    }
    return keys;
  }

  private final Set<String> known = new TreeSet<>(Texts.bundle().keySet());
  private final Path code = Path.of("src/main/java/dev/reeve/console");

  @Test
  void noKeyIsMissing() throws IOException {
    Set<String> used = found(code, ".java", CALL);
    used.addAll(found(Path.of("fxml"), ".fxml", REFERENCE));
    used.removeAll(known);
    assertEquals(Set.of(), used, "add these to console.properties");
  }

  @Test
  void noKeyIsUnused() throws IOException {
    Set<String> unused = new TreeSet<>(known);
    unused.removeAll(found(code, ".java", LITERAL));
    unused.removeAll(found(Path.of("fxml"), ".fxml", REFERENCE));
    assertEquals(Set.of(), unused, "remove these from console.properties");
  }

  @Test
  void everyTextCanBeFormattedAndScoldsNobody() {
    for (String key : known) {
      String text = Texts.get(key, 2, 2, 2, 2);
      assertEquals(text, text.replaceAll("(?i)\\boops\\b|\\bplease\\b|!|are you sure", ""), key);
    }
  }

  private static Properties read(String name) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/dev/reeve/console", name))) {
      texts.load(reader);
    }
    return texts;
  }

  @Test
  void germanHasTheSameKeysAndPutsInTheSameThings() throws IOException {
    Properties english = read("console.properties");
    Properties german = read("console_de.properties");
    Set<Object> missing = new TreeSet<>(english.keySet());
    missing.removeAll(german.keySet());
    assertEquals(Set.of(), missing, "add these to console_de.properties");
    Set<Object> left = new TreeSet<>(german.keySet());
    left.removeAll(english.keySet());
    assertEquals(Set.of(), left, "remove these from console_de.properties");
    for (String key : english.stringPropertyNames()) {
      assertEquals(arguments(english.getProperty(key)), arguments(german.getProperty(key)), key);
    }
  }

  @Test
  void germanHasOneWordForADeadLetter() throws IOException {
    Properties german = read("console_de.properties");
    assertEquals("Unzustellbar", german.getProperty("inbox.state.dead"));
    assertEquals("Unzustellbar", german.getProperty("queue.state.dead"));
    assertEquals("Unzustellbar {0}", german.getProperty("queue.chip.dead"));
    Properties english = read("console.properties");
    for (String key : english.stringPropertyNames()) {
      if (english
          .getProperty(key)
          .toLowerCase(Locale.ROOT)
          .matches("(?s).*(dead letter|[} ]dead$).*")) {
        String words = german.getProperty(key).toLowerCase(Locale.ROOT);
        assertTrue(words.contains("unzustellbar"), key + ": " + words);
      }
    }
  }

  /** What a text takes, and for which of it it has plural forms. */
  private static Set<String> arguments(String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{(\\d+(?:,choice)?)").matcher(pattern);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
