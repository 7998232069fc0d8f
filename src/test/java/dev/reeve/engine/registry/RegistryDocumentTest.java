package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document: strict reading, lossless writing, indexes that follow. */
class RegistryDocumentTest {
  private static final String META =
      "{\"document_id\":\"REG-T\",\"registry_name\":\"UNIFIED_SSOT_REGISTRY\",\"version\":\"2.1.0\","
          + "\"status\":\"active\",\"last_updated_utc\":\"2026-01-23T22:47:00Z\"}";

  static Stream<byte[]> unreadable() {
    String whole = "{\"meta\":" + META + ",\"counters\":{},\"records\":[%s]}";
    List<String> texts =
        List.of(
            "",
            "[]",
            "null",
            "{}",
            "{\"meta\":" + META + "}",
            "{\"records\":[]}",
            "{\"meta\":1,\"records\":[]}",
            "{\"meta\":" + META + ",\"records\":{}}",
            whole.formatted("") + "x",
            whole.formatted("") + "{}",
            whole.formatted("{\"record_kind\":\"entity\",\"a\":NaN}"),
            whole.formatted("{\"record_kind\":\"entity\",\"a\":Infinity}"),
            whole.formatted("{\"record_kind\":\"entity\",\"a\":1,\"a\":2}"),
            whole.formatted("{\"record_kind\":\"entity\",\"a\":{\"b\":1,\"b\":2}}"),
            whole.formatted("{\"record_kind\":\"entity\",\"a\":01}"),
            whole.formatted("{\"record_kind\":\"entity\",\"a\":\"\u0001\"}"),
            whole.formatted("{\"record_kind\":\"planet\"}"),
            whole.formatted("{\"status\":\"active\"}"),
            whole.formatted("1"),
            whole.formatted("{\"record_kind\":\"entity\"},"),
            whole.formatted("{\"record_kind\":\"entity\"").substring(0, 40));
    List<byte[]> out = new ArrayList<>();
    texts.forEach(text -> out.add(text.getBytes(StandardCharsets.UTF_8)));
    out.add(
        whole
            .formatted("{\"record_kind\":\"entity\",\"a\":\"\u00fc\"}")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.add(whole.formatted("").getBytes(StandardCharsets.UTF_16LE));
    // half a surrogate pair, and a slash in two bytes: a lenient reader would let both pass
    out.add(
        withBytes(whole.formatted("{\"record_kind\":\"entity\",\"a\":\"???\"}"), 0xED, 0xA0, 0x80));
    out.add(withBytes(whole.formatted("{\"record_kind\":\"entity\",\"a\":\"??\"}"), 0xC0, 0xAF));
    return out.stream();
  }

  private static byte[] withBytes(String text, int... odd) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < odd.length; i++) {
      bytes[text.indexOf('?') + i] = (byte) odd[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNotStrictIsUnreadable(byte[] bytes) {
    EngineException e =
        assertThrows(EngineException.class, () -> RegistryDocument.parse(bytes, false));
    assertEquals("REGISTRY_UNREADABLE", e.code());
  }

  @Test
  void aByteOrderMarkIsReadAndNotWritten() {
    RegistryDocument document =
        parse(
            "\uFEFF{\"meta\":"
                + META
                + ",\"records\":[{\"record_kind\":\"edge\",\"edge_id\":\"E\"}]}");
    Draft draft = new Draft(document, false);
    draft.touch(0).after().put("notes", "x");
    RegistryDocument next = document.next(draft);
    assertEquals('{', next.bytes()[0]);
    assertEquals("x", next.record(0).get("notes").asText());
  }

  @Test
  void theLayoutIsThePredecessorsAndEndsInANewline() {
    RegistryDocument document = parse("{\"meta\":" + META + ",\"records\":[]}");
    Draft draft = new Draft(document, false);
    draft.add(
        (ObjectNode)
            RegistryBed.json("{\"record_kind\":\"edge\",\"tags\":[\"\u00e4\"],\"x\":[],\"y\":{}}"));
    draft.changeCounters().putObject("record_id").put("current", 1);
    assertEquals(
        "{\"meta\":"
            + META
            + ",\n  \"counters\": {\n    \"record_id\": {\n      \"current\": 1\n    }\n  }"
            + ",\"records\":[\n    {\n      \"record_kind\": \"edge\",\n      \"tags\": [\n"
            + "        \"\u00e4\"\n      ],\n      \"x\": [],\n      \"y\": {}\n    }\n  ]}\n",
        new String(document.next(draft).bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void halfSurrogatesSurvive() {
    RegistryDocument document =
        parse(
            "{\"meta\":" + META + ",\"records\":[{\"record_kind\":\"edge\",\"a\":\"x\\ud83dy\"}]}");
    Draft draft = new Draft(document, false);
    draft.touch(0).after().put("b", "\ud83d\ude00");
    String text = new String(document.next(draft).bytes(), StandardCharsets.UTF_8);
    assertTrue(text.contains("\"x\\ud83dy\"") && text.contains("\ud83d\ude00"), text);
  }

  private static RegistryDocument parse(String text) {
    return RegistryDocument.parse(text.getBytes(StandardCharsets.UTF_8), false);
  }

  @Test
  @DisplayName("Of several records with one id the active one answers, else the first")
  void severalRecordsOfOneId() {
    String record =
        "{\"record_kind\":\"entity\",\"record_id\":\"REC-%d\",\"doc_id\":\"2099900001260118\","
            + "\"status\":\"%s\"}";
    String ended = record.formatted(1, "archived") + "," + record.formatted(2, "deprecated");
    String text = "{\"meta\":" + META + ",\"records\":[%s]}";
    RegistryDocument document = parse(text.formatted(ended + "," + record.formatted(3, "active")));
    assertEquals("REC-3", document.byKey("2099900001260118").orElseThrow().recordId());
    assertEquals(3, document.byDocId("2099900001260118").size());
    assertEquals(
        "REC-1", parse(text.formatted(ended)).byKey("2099900001260118").orElseThrow().recordId());
    assertTrue(document.byKey("none").isEmpty());
  }

  @Test
  @DisplayName("A number that is kept as it was written counts like any other")
  void writtenNumbers() {
    var record =
        parse(
                "{\"meta\":"
                    + META
                    + ",\"records\":[{\"record_kind\":\"edge\",\"a\":1.50e2,\"b\":3e9,"
                    + "\"c\":1e19,\"d\":2147483647.0,\"e\":-2147483648.0,\"f\":-2147483649.0}]}")
            .record(0);
    assertEquals(150, record.get("a").intValue());
    assertEquals(150L, record.get("a").longValue());
    assertEquals(150.0, record.get("a").doubleValue());
    assertEquals(150, record.get("a").bigIntegerValue().intValue());
    assertEquals(0, record.get("a").decimalValue().compareTo(java.math.BigDecimal.valueOf(150)));
    assertEquals(150, record.get("a").numberValue().intValue());
    assertEquals("1.50e2", record.get("a").asText());
    assertTrue(record.get("a").isNumber() && record.get("a").isFloatingPointNumber());
    List<Boolean> ints = new ArrayList<>();
    List<Boolean> longs = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      ints.add(record.get(name).canConvertToInt());
      longs.add(record.get(name).canConvertToLong());
    }
    assertEquals(List.of(true, false, false, true, true, false), ints);
    assertEquals(List.of(true, true, false, true, true, true), longs);
  }

  // ---- laws ----

  /** A document as text, with whatever whitespace, unknown members and numbers JSON allows. */
  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.randomValue(RegistryDocumentTest::document);
  }

  private static String document(Random random) {
    List<String> records = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      records.add(record(random, i));
    }
    List<String> members = new ArrayList<>();
    members.add("\"meta\"" + gap(random) + ":" + gap(random) + META);
    if (random.nextBoolean()) {
      members.add("\"counters\":" + gap(random) + "{\"record_id\":{\"current\":" + count + "}}");
    }
    members.add(
        "\"records\":"
            + gap(random)
            + "["
            + gap(random)
            + String.join(gap(random) + "," + gap(random), records)
            + gap(random)
            + "]");
    if (random.nextBoolean()) {
      members.add("\"x_unknown\": [1.0, " + gap(random) + "{\"a\": -0.00e-1}]");
    }
    java.util.Collections.shuffle(members, random);
    return (random.nextInt(4) == 0 ? "\uFEFF" : "")
        + gap(random)
        + "{"
        + gap(random)
        + String.join(gap(random) + "," + gap(random), members)
        + gap(random)
        + "}"
        + gap(random);
  }

  private static String record(Random random, int i) {
    List<String> members = new ArrayList<>();
    members.add("\"record_kind\":" + gap(random) + "\"entity\"");
    members.add("\"record_id\":\"REC-%06d\"".formatted(i + 1));
    members.add("\"entity_id\":\"E%d\"".formatted(i + 1));
    members.add("\"entity_kind\":\"file\"");
    members.add("\"status\":" + gap(random) + "\"active\"");
    members.add("\"relative_path\":\"p\\u00e4%d/\u00fc.md\"".formatted(i));
    String[] odd = {
      "1.0",
      "1e5",
      "-0",
      "12345678901234567890",
      "0.10",
      "[ ]",
      "{ }",
      "\"\\/\\u0041\"",
      "null",
      "[1.0 ,2]"
    };
    members.add("\"x_odd\"" + gap(random) + ":" + gap(random) + odd[random.nextInt(odd.length)]);
    java.util.Collections.shuffle(members, random);
    return "{"
        + gap(random)
        + String.join(gap(random) + "," + gap(random), members)
        + gap(random)
        + "}";
  }

  private static String gap(Random random) {
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(4); n > 0; n--) {
      out.append(" \t\n\r".charAt(random.nextInt(4)));
    }
    return out.toString();
  }

  @Property(tries = 300)
  void readingKeepsEveryByte(@ForAll("documents") String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    RegistryDocument document = RegistryDocument.parse(bytes, false);
    assertArrayEquals(bytes, document.bytes());
    assertEquals(Sha256.of(bytes), document.hash());
    document
        .heads()
        .forEach(
            head -> {
              assertEquals(head.recordId(), document.record(head).get("record_id").asText());
              assertEquals(head, document.byKey(head.recordId()).orElseThrow());
              assertEquals(List.of(head), document.atPath(head.path()));
            });
  }

  @Property(tries = 300)
  void whatIsNotTouchedKeepsItsBytesAndAllElseReadsBack(
      @ForAll("documents") String text, @ForAll Random random) {
    RegistryDocument document =
        RegistryDocument.parse(text.getBytes(StandardCharsets.UTF_8), false);
    Draft draft = new Draft(document, false);
    List<Integer> touched = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      if (random.nextBoolean()) {
        Draft.Touched record = draft.touch(i);
        record.after().put("notes", "n" + i).put("relative_path", "moved/" + i);
        draft.refresh(record);
        touched.add(i);
      }
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      draft.add(
          (ObjectNode)
              RegistryBed.json(
                  "{\"record_kind\":\"entity\",\"record_id\":\"NEW-%d\",\"entity_kind\":\"file\"}"
                      .formatted(n)));
    }
    if (random.nextBoolean()) {
      draft.changeMeta().put("description", "\u00fc");
    }
    if (random.nextBoolean()) {
      draft.changeCounters().put("x", 7);
    }

    RegistryDocument next = document.next(draft);

    RegistryDocument fresh = RegistryDocument.parse(next.bytes(), false);
    assertEquals(fresh.hash(), next.hash());
    assertEquals(fresh.heads().toList(), next.heads().toList());
    assertEquals(fresh.tally(), next.tally());
    assertEquals(fresh.meta(), next.meta());
    assertEquals(fresh.counters(), next.counters());
    assertEquals(fresh.shape(), next.shape());
    for (int i = 0; i < next.size(); i++) {
      assertEquals(fresh.start(i), next.start(i));
      assertEquals(fresh.end(i), next.end(i));
      assertEquals(draft.record(i), next.record(i));
      if (i < document.size() && !touched.contains(i)) {
        assertTrue(document.sameBytes(i, next, i));
      }
      RecordHead head = next.head(i);
      if (head.path() != null) {
        assertEquals(List.of(head), next.atPath(head.path()));
      }
    }
    assertEquals('\n', next.bytes()[next.bytes().length - 1]);
  }

  @Property(tries = 200)
  void aChangeAndItsInverseGiveTheSameContent(
      @ForAll("documents") String text, @ForAll Random random) {
    RegistryDocument document =
        RegistryDocument.parse(text.getBytes(StandardCharsets.UTF_8), false);
    Draft there = new Draft(document, false);
    for (int i = 0; i < document.size(); i++) {
      if (random.nextBoolean()) {
        Draft.Touched record = there.touch(i);
        record.after().put("status", "archived").put("x_odd", "other");
        there.refresh(record);
      }
    }
    RegistryDocument changed = document.next(there);
    Draft back = new Draft(changed, false);
    for (Draft.Touched touched : there.touched()) {
      Draft.Touched record = back.touch(touched.ordinal());
      record.after().setAll(touched.before());
      back.refresh(record);
    }
    RegistryDocument again = changed.next(back);
    assertEquals(document.tree(), again.tree());
    assertEquals(document.tally(), again.tally());
    RegistryDifference difference = RegistryDifference.between(document, again);
    assertEquals(0, difference.records());
  }
}
