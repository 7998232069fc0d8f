package dev.reeve.engine.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
  private static String with(String text, String key, String written) throws Exception {
    return new ConfigText(text).with(key, written).orElseThrow().text();
  }

  @Test
  @DisplayName("Another value changes its own bytes only; comments, order and spaces stay")
  void everythingElseStays() throws Exception {
    String text =
        """
        # ours
        [engine]
        mode = "dry_run" # until March

        [watch] # what we look at
        # quiet time
          debounce_ms   =  500   # ms
        roots = [
          "docs", # [not] the rest
          "src#1",
        ]
        """;
    assertEquals(text.replace(" 500 ", " 800 "), with(text, "watch.debounce_ms", "800"));
    assertEquals(
        text.replace("[\n  \"docs\", # [not] the rest\n  \"src#1\",\n]", "[\"docs\"]"),
        with(text, "watch.roots", "[\"docs\"]"));
    assertEquals(
        text.replace("  debounce_ms   =  500   # ms\n", ""), with(text, "watch.debounce_ms", null));
  }

  @Test
  @DisplayName("A new key goes behind the last of its table, a new table to the end")
  void newKeys() throws Exception {
    String text = "[watch]\nroots = [\".\"]\n\n# locks\n[locks]\nttl_seconds = 60";
    assertEquals(
        "[watch]\nroots = [\".\"]\ngitignore = false\n\n# locks\n[locks]\nttl_seconds = 60",
        with(text, "watch.gitignore", "false"));
    assertEquals(text + "\ngrace_seconds = 5\n", with(text, "locks.grace_seconds", "5"));
    assertEquals(text + "\n\n[keep]\ndays = 9\n", with(text, "keep.days", "9"));
    assertEquals("[keep]\ndays = 9\n", with("", "keep.days", "9"));
    assertEquals("[keep]\r\ndays = 9\r\n", with("[keep]\r\n", "keep.days", "9"));
    assertEquals("[a]\r\nb = 2 # x\r\n", with("[a]\r\nb = 1 # x\r\n", "a.b", "2"));
  }

  @Test
  @DisplayName("Dotted and quoted keys are found; an inline table is left to a person")
  void otherWaysToWriteIt() throws Exception {
    assertEquals("keep.days = 9\n", with("keep.days = 7\n", "keep.days", "9"));
    assertEquals("[keep]\n\"days\" = 9\n", with("[keep]\n\"days\" = 7\n", "keep.days", "9"));
    assertEquals(
        "a = \"\"\"\n[keep]\ndays = 1\n\"\"\"\n[keep]\ndays = 9\n",
        with("a = \"\"\"\n[keep]\ndays = 1\n\"\"\"\n[keep]\ndays = 7\n", "keep.days", "9"));
    assertTrue(new ConfigText("keep = { days = 7 }\n").with("keep.days", "9").isEmpty());
    assertTrue(new ConfigText("keep = 3\n").with("keep.days", "9").isEmpty());
  }

  @Test
  @DisplayName("Keys of a contract are not mistaken for those of a table")
  void contracts() throws Exception {
    String text = "[[contract]]\nmode = \"audit\"\n[engine]\n";
    assertEquals(
        "[[contract]]\nmode = \"audit\"\n[engine]\nmode = \"live\"\n",
        with(text, "engine.mode", "\"live\""));
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    return Arbitraries.strings().ofMaxLength(12).list().ofMaxSize(4);
  }

  @Property
  void whatIsWrittenReadsBack(@ForAll("patterns") List<String> patterns) throws Exception {
    var expected = JsonNodeFactory.instance.arrayNode();
    List<String> plain =
        patterns.stream()
            .filter(each -> each.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000))
            .toList();
    plain.forEach(expected::add);
    assertEquals(expected, ConfigText.value(ConfigText.written(plain)));
    ConfigText text =
        new ConfigText("[watch] # a\nroots = ['x']\n")
            .with("watch.roots", ConfigText.written(plain))
            .orElseThrow();
    assertEquals(expected, text.tree().at("/watch/roots"));
  }
}
