package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HighestRegisteredTest {
  private final HighestRegistered highest =
      new HighestRegistered(new DocIdFormat(NamespaceRules.standard(), "260118"));

  private static RegistryDocument registry(String... ids) {
    String records =
        Stream.of(ids)
            .map(
                id ->
                    """
                    {"record_kind": "entity", "record_id": "R%s", "entity_kind": "file", "doc_id": "%s"}\
                    """
                        .formatted(id, id))
            .collect(Collectors.joining(","));
    String text = "{\"meta\": {\"version\": \"2.2.0\"}, \"records\": [" + records + "]}";
    return RegistryDocument.parse(text.getBytes(StandardCharsets.UTF_8), false);
  }

  private Map<String, Integer> of(RegistryDocument document) {
    return highest.of(document).entrySet().stream()
        .collect(Collectors.toMap(each -> each.getKey().key(), Map.Entry::getValue));
  }

  @Test
  void itGrowsWithTheRegistryAndShrinksWithIt() {
    assertEquals(Map.of(), of(registry()));
    assertEquals(Map.of("260118:999:20", 7), of(registry("2099900007260118")));
    assertEquals(
        Map.of("260118:999:20", 9, "260118:999:01", 3),
        of(
            registry(
                "2099900007260118", "2099900009260118", "0199900003260118", "P_2099900099260118")));
    assertEquals(Map.of("260118:999:20", 7), of(registry("2099900007260118", "2099900002260118")));
    assertEquals(Map.of("260118:999:20", 7), of(registry("2099900007260118")));
  }
}
