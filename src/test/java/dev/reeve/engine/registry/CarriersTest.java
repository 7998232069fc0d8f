package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriersTest {
  private static final DocId ID = new DocId("2099900042260118");

  private static Optional<DocId> header(String name, String text) {
    return Optional.ofNullable(Carriers.of(name, text.getBytes(StandardCharsets.UTF_8)).header());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a.py ~ # doc_id: 2099900042260118",
        "a.py ~ # DOC_ID: 2099900042260118",
        "a.py ~ DOC_ID = '2099900042260118'",
        "a.py ~ # Document ID: 2099900042260118",
        "a.sh ~ #doc_id=2099900042260118",
        "A.java ~ // doc_id: 2099900042260118",
        "A.java ~ /** doc_id: 2099900042260118 */",
        "A.java ~  * doc_id: 2099900042260118",
        "a.css ~ /* doc_id: 2099900042260118 */",
        "a.sql ~ -- doc_id: 2099900042260118",
        "a.ini ~ ; doc_id: 2099900042260118",
        "a.md ~ <!-- doc_id: 2099900042260118 -->",
        "a.md ~ doc_id: \"2099900042260118\"",
        "a.md ~ **Document ID:** 2099900042260118",
        "a.md ~ **Document ID**: `2099900042260118`",
        "a.bat ~ REM doc_id: 2099900042260118",
        "a.bat ~ @rem doc_id: 2099900042260118",
        "a.yaml ~ doc_id: 2099900042260118",
        "a.txt ~ Document ID: 2099900042260118",
        "a.json ~ {\"x\": [1], \"_doc_id\": \"2099900042260118\", \"y\"",
        "a.json ~ {\"doc_id\": \"2099900042260118\"}",
      })
  void everySpellingOfAHeaderIsRead(String name, String line) {
    assertEquals(Optional.of(ID), header(name, line));
    if (!name.endsWith(".json")) {
      assertEquals(Optional.of(ID), header(name, "x\n".repeat(39) + line));
      assertEquals(Optional.empty(), header(name, "x\n".repeat(40) + line));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a.json ~ {\"records\": [{\"_doc_id\": \"2099900042260118\"}]}",
        "a.json ~ [{\"_doc_id\": \"2099900042260118\"}]",
        "a.csv ~ doc_id: 2099900042260118",
        "a.jsonl ~ {\"doc_id\": \"2099900042260118\"}",
        "a.yaml ~ '  doc_id: 2099900042260118'",
        "a.yaml ~ - doc_id: 2099900042260118",
        "a.py ~ x = load(doc_id='2099900042260118')",
        "a.py ~ # doc_id: 2099900042260118abc",
        "a.py ~ # doc_id: 2099900000260118",
        "package-lock.json ~ {\"_doc_id\": \"2099900042260118\"}",
      })
  void anIdThatIsDataIsNotAHeader(String name, String line) {
    assertEquals(Optional.empty(), header(name, line));
  }

  @Test
  void anIdInAMarkdownExampleIsNotAHeader() {
    assertEquals(Optional.empty(), header("a.md", "```\n# doc_id: 2099900042260118\n```\n"));
    assertEquals(Optional.of(ID), header("a.md", "```\n```\n<!-- doc_id: 2099900042260118 -->\n"));
  }

  @Test
  void aPrefixOfTheNameIsRead() {
    assertEquals(Optional.of(ID), Carriers.inName("2099900042260118_a.py"));
    assertEquals(Optional.empty(), Carriers.inName("2099900042260118.py"));
    assertEquals(Optional.empty(), Carriers.inName("209990004226011_a.py"));
    assertEquals(Optional.empty(), Carriers.inName("0000000000000000_a.py"));
    assertEquals(
        Optional.of(new DocId("P_01999000042260119")), Carriers.inName("P_01999000042260119_a.py"));
    assertEquals("a.py", Carriers.withoutPrefix("2099900042260118_a.py"));
  }

  @Test
  void carriersThatDisagreeAreSeen() {
    byte[] other = "# doc_id: 2099900043260118\n".getBytes(StandardCharsets.US_ASCII);
    Carriers carriers = Carriers.of("2099900042260118_a.py", other);
    assertTrue(carriers.conflicting());
    assertEquals(Optional.of(ID), carriers.id());
  }

  @Test
  void aHeaderInUtf16IsRead() {
    byte[] bytes = "\ufeff# doc_id: 2099900042260118\r\n".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(ID, Carriers.of("a.ps1", bytes).header());
  }
}
