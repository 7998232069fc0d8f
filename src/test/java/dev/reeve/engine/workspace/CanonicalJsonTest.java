package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  private static JsonNode json(String text) throws Exception {
    return Json.parse(text);
  }

  private static ObjectNode change(String operation, String path) {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    change.put("operation", operation).put("path", path);
    change.putNull("old_content").putNull("new_content").putNull("old_hash").putNull("new_hash");
    change.put("diff_unified", "").put("line_count_delta", 0).put("size_bytes", 0);
    return change;
  }

  private static String hashOf(ObjectNode... changes) {
    return CanonicalJson.hash(JsonNodeFactory.instance.arrayNode().addAll(List.of(changes)));
  }

  @Test
  void checksumsOfChangeSets() {
    assertEquals(
        "36c6a1bba1129ed407cd487e7263f54682b3ec7f494eba9da669b0ab52976f27",
        hashOf(change("create", "docs/a.md").put("new_content", "Hello\n")));
    assertEquals(
        "8795d487d662d3cf2da76fd07af8b7a4f14b05daf7e8858759807bcf2ab829a6",
        hashOf(
            change("update", "docs/b.md")
                .put("old_content", "é\n")
                .put("new_content", "ü \"q\"\n")
                .put("size_bytes", 7)));
    assertEquals("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945", hashOf());
    assertEquals(
        "f442dedb11cd4ccc5e367de56d6471c9333a6873de679115414d608c3be98bc8",
        hashOf(
            change("create", "bin/x.sh")
                .put("encoding", "base64")
                .put("new_bytes", "AAEC")
                .put("new_mode", "755")));
  }

  @Test
  void hashOfAPlan() throws Exception {
    assertEquals(
        "37e8a645edc9f12f38575f70af868d33fbc7143768caa584fe307ac3fb8e3c3d",
        CanonicalJson.hash(
            json(
                """
                {"id": "plan_000000000001", "intent": "Add note", "objective": "Document it",
                 "rationale": "Vector", "affected_paths": ["docs/a.md"],
                 "risk_level_proposed": "low", "rollback_plan": "restore backup",
                 "verification_plan": "true", "created_by": "t",
                 "created_at": "2026-01-01T00:00:00.000Z", "confidence_e4": 9000,
                 "dependencies": [], "health_checks": [], "policy_refs": [], "run_id": null}
                """)));
  }

  @Test
  void everyCharacterHasOneForm() throws Exception {
    String tricky = "\"\\/\b\t\n\f\r\u0001\u007fé\u2028😀~ ";
    assertEquals(
        "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u007f\\u00e9\\u2028\\ud83d\\ude00~ \"",
        CanonicalJson.of(JsonNodeFactory.instance.textNode(tricky)));
  }

  @Test
  void keysAreSortedByCodePointNotByCharacterUnit() throws Exception {
    assertEquals(
        "{\"B\": 1, \"a\": 2, \"\\uff5e\": 3, \"\\ud83d\\ude00\": 4}",
        CanonicalJson.of(json("{\"😀\": 4, \"a\": 2, \"\uff5e\": 3, \"B\": 1}")));
  }

  @Test
  void numbersAreWhole() throws Exception {
    assertEquals(
        "[0, -1, 123456789012345678901234567890]",
        CanonicalJson.of(json("[0, -1, 123456789012345678901234567890]")));
    assertThrows(IllegalArgumentException.class, () -> CanonicalJson.of(json("[1.5]")));
  }

  @Property
  void theOrderOfKeysNeverMatters(@ForAll Map<String, Integer> members, @ForAll long seed) {
    List<String> keys = new ArrayList<>(members.keySet());
    Collections.shuffle(keys, new Random(seed));
    ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
    keys.forEach(key -> shuffled.put(key, members.get(key)));
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    members.forEach(plain::put);
    assertEquals(CanonicalJson.of(plain), CanonicalJson.of(shuffled));
  }
}
