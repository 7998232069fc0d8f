package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.DocIdFormat.Layout;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocIdTest {
  private final DocIdFormat format = new DocIdFormat(NamespaceRules.standard(), "260118");

  @ParameterizedTest
  @CsvSource({
    "2099900042260118, STRUCTURED",
    "2026012322470001, CALENDAR",
    "2026012322600001, CALENDAR", // minute 60 occurs in real data
    "2026023022470001, STRUCTURED", // no such day
    "2010010115260118, STRUCTURED", // a date, but 100 is a namespace
    "1999123122470001, STRUCTURED", // a date, but outside 2000 to 2099
    "P_01999000042260119, FOREIGN",
    "01999000042260119, FOREIGN",
    "20260123224700010001, FOREIGN",
  })
  void anIdHasOneLayout(String text, Layout layout) {
    assertEquals(layout, format.layout(DocId.parse(text).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000",
        "2099900000260118",
        "209990004226011",
        "209990004226011x",
        "",
        "P_209990004226011",
        "202601232247000100011"
      })
  void whatIsNoIdIsRefused(String text) {
    assertEquals(Optional.empty(), DocId.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new DocId(text));
  }

  @ParameterizedTest
  @CsvSource({
    "docs/readme.md, 260118:100:01",
    "readme.md, 260118:999:01",
    "scripts/python/run.PY, 260118:200:20",
    "scripts/other/run.ps1, 260118:999:21",
    "documents/a.txt, 260118:999:02",
    ".gitignore, 260118:999:00",
    "bin/tool.exe, 260118:500:50",
    "x/a.java, 260118:999:00",
    "logs/a.log, 260118:410:42",
  })
  void aPathHasOneStream(String path, String key) throws Exception {
    assertEquals(key, format.streamFor(SafePath.of(path)).key());
  }

  @Test
  void counterKeysAreReadInBothSpellings() {
    IdStream stream = new IdStream("260118", "999", "20");
    assertEquals(Optional.of(stream), IdStream.parse("260118:999:20"));
    assertEquals(Optional.of(stream), IdStream.parse("999_20_260118"));
    assertEquals("260118:999:20", stream.key());
    assertEquals(Optional.empty(), IdStream.parse("260118/999/20"));
    assertEquals("2099900042260118", stream.id(42).text());
  }

  @Test
  void aNamespaceWhoseIdsReadAsDatesIsNeverAllocated() throws Exception {
    NamespaceRules rules =
        NamespaceRules.of(
            Json.parse(
                "{\"types\":{\"py\":\"20\"},\"other_type\":\"00\",\"namespaces\":"
                    + "[{\"path\":\"tools/\",\"code\":\"261\"}],\"other_namespace\":\"999\"}"));
    DocIdFormat odd = new DocIdFormat(rules, "260118");
    EngineException refused =
        assertThrows(EngineException.class, () -> odd.streamFor(SafePath.of("tools/a.py")));
    assertEquals("ID_NAMESPACE_FORBIDDEN", refused.code());
    assertEquals("260118:261:00", odd.streamFor(SafePath.of("tools/a.x")).key());
  }

  @Property
  void everyAllocatedIdReadsBackAsItsStreamAndNumber(
      @ForAll @IntRange(min = 1, max = IdStream.CAPACITY) int sequence) throws Exception {
    for (String path : new String[] {"a.py", "docs/a.md", "scripts/mq4/x.mq4", "reports/r.csv"}) {
      IdStream stream = format.streamFor(SafePath.of(path));
      DocId id = stream.id(sequence);
      assertFalse(id.foreign());
      assertEquals(Optional.of(stream), format.stream(id));
      assertEquals(sequence, format.sequence(id));
    }
  }

  @Test
  void calendarIdsBelongToNoStream() {
    DocId calendar = new DocId("2026012322470001");
    assertTrue(format.stream(calendar).isEmpty());
    assertEquals(0, format.sequence(calendar));
  }
}
