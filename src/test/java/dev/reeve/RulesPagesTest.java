package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who reads a type of the engine finds the page that states its rules. */
class RulesPagesTest {
  private static final Path ENGINE = Path.of("src/main/java/dev/reeve/engine");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:(?:final|sealed|abstract|non-sealed) )*(?:class|interface|record|enum) ",
          Pattern.MULTILINE);
  private static final Pattern PAGE =
      Pattern.compile("Source:[\\s*]+\\{@code[\\s*]+(docs/[\\w./-]+\\.md)}");

  @Test
  @DisplayName("Every public type of the engine names its page in docs, and the page is there")
  void everyPublicTypeNamesItsPage() throws IOException {
    List<String> wrong = new ArrayList<>();
    int types = 0;
    try (Stream<Path> files = Files.walk(ENGINE)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        String text = Files.readString(file);
        Matcher type = PUBLIC_TYPE.matcher(text);
        if (!type.find()) {
          continue;
        }
        types++;
        Matcher page = PAGE.matcher(text.substring(0, type.start()));
        if (!page.find() || !Files.isRegularFile(Path.of(page.group(1)))) {
          wrong.add(ENGINE.relativize(file).toString());
        }
      }
    }
    assertTrue(types > 300, "only " + types + " types were looked at");
    assertEquals(List.of(), wrong);
  }
}
