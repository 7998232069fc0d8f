package dev.reeve.engine.registry.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.registry.RegistryDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTargetTest {
  private static final List<String> COLUMNS = List.of("a", "b");

  private static OutputTarget target(String text) {
    return text.contains("{")
        ? OutputTarget.of("", text, COLUMNS)
        : OutputTarget.of(text, "", COLUMNS);
  }

  @ParameterizedTest
  @DisplayName("Two outputs overlap when there is a name that both can mean")
  @CsvSource({
    "docs/a.md, docs/A.md, true",
    "docs/a.md, docs/b.md, false",
    "docs/{a}.md, docs/x.md, true",
    "docs/{a}-y.md, docs/z-{b}.md, true",
    "docs/{a}-y.md, docs/{b}-z.md, false",
    "docs/{a}x{b}.md, docs/{b}y{a}.md, true",
    "docs/{a}.md, docs/{a}/x.md, false",
    "docs/{a}/x.md, docs/y/{b}.md, true",
    "docs/{a}.md, docs/b c.md, false",
    "docs/{a}{b}.md, docs/x.md, false",
    "docs/{a}.md, docs/{a}.txt, false"
  })
  void overlaps(String one, String other, boolean expected) {
    assertEquals(expected, target(one).overlaps(target(other)));
    assertEquals(expected, target(other).overlaps(target(one)));
  }

  private static List<String> declared(String... members) {
    var records = new StringBuilder();
    for (int i = 0; i < members.length; i++) {
      records
          .append(i == 0 ? "" : ",")
          .append("{\"record_kind\":\"generator\",\"record_id\":\"REC-%d\",".formatted(i))
          .append("\"generator_id\":\"GEN-%d\",%s}".formatted(i, members[i]));
    }
    String text = "{\"meta\":{\"version\":\"2.2.0\"},\"records\":[" + records + "]}";
    return DeclaredOutputs.of(
            RegistryDocument.parse(text.getBytes(StandardCharsets.UTF_8), false), false)
        .patterns();
  }

  @Test
  @DisplayName("What generators in use declare is left alone; one without an output declares none")
  void declaredOutputs() {
    assertEquals(List.of(), declared("\"status\":\"active\""));
    assertEquals(
        List.of("/docs/a.md", "/docs/*.md"),
        declared(
            "\"status\":\"active\",\"output_path\":\"docs/a.md\"",
            "\"status\":\"active\",\"output_path_pattern\":\"docs/{filename}.md\"",
            "\"status\":\"archived\",\"output_path\":\"docs/b.md\""));
  }
}
