package dev.reeve.engine.registry.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.Described;
import dev.reeve.engine.registry.Describer;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.FileKinds;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That classifier and extractors take the same files, and what holds at the parsers' limits. */
class LanguagesTest {
  private static final Pattern KIND = Pattern.compile("code\\.[a-z]+|config|doc|data|media|binary");

  private final FileKinds kinds = FileKinds.standard();
  private final Languages languages = new Languages();

  private static Describer.Content content(String path, String kind, byte[] bytes) {
    return new Describer.Content(
        new SafePath(path),
        new DocId("2099900001260118"),
        kind,
        Sha256.of(bytes),
        bytes.length,
        bytes);
  }

  private Extractor of(String name) {
    return languages.of(content(name, kinds.kind(name), new byte[0]));
  }

  @Test
  @DisplayName("Each ending has one kind; what an extractor reads as code is code of that language")
  void kindsAndExtractorsAgree() {
    for (String ending : kinds.endings()) {
      String name = "a." + ending;
      String kind = kinds.kind(name);
      Extractor extractor = of(name);
      assertTrue(KIND.matcher(kind).matches(), kind);
      assertEquals(
          kinds.extractor(name).isEmpty(),
          extractor instanceof PlainFile,
          ending + " names an extractor that is not there, or has one it does not name");
      if (extractor.code() || kind.startsWith("code.")) {
        assertEquals("code." + extractor.language(), kind, ending);
      }
    }
  }

  @Test
  @DisplayName("The table names its endings without their dots, the common ones among them")
  void theEndingsOfTheTable() {
    assertTrue(kinds.endings().containsAll(Set.of("py", "md", "json", "java", "zip", "svg")));
    assertFalse(kinds.endings().stream().anyMatch(ending -> ending.startsWith(".")));
  }

  @ParameterizedTest
  @CsvSource({
    "a.mjs, code.javascript, javascript",
    "a.CJS, code.javascript, javascript",
    "a.psm1, code.powershell, powershell",
    "a.tsx, code.typescript, typescript",
    "a.pyi, code.python, python",
    "a.ndjson, data, jsonl",
    "a.fxml, data, xml",
    "a.svg, media, xml",
    "a.webmanifest, config, json",
    "a.pdf, doc, doc",
    "a.zip, binary, binary",
    "a.unheard, other, other",
    ".gitignore, other, other",
    "Makefile, other, other"
  })
  void endingsSayKindAndLanguage(String name, String kind, String language) {
    assertEquals(kind, kinds.kind(name));
    assertEquals(language, of(name).language());
  }

  @Test
  @DisplayName("A file by its first line is read only when its name has no ending")
  void byTheFirstLine() {
    byte[] script = "#!/usr/bin/env python3\n".getBytes(StandardCharsets.UTF_8);
    assertEquals("python", languages.of(content("run", "other", script)).language());
    assertEquals("other", languages.of(content("run.unheard", "other", script)).language());
    assertEquals(Optional.empty(), kinds.extractor("run"));
  }

  @Test
  @DisplayName("Where the native library does not load, the status is parser_error and says so")
  void withoutTheNativeLibrary() {
    for (Throwable thrown :
        Set.of(new UnsatisfiedLinkError("no tree-sitter"), new IllegalStateException("no temp"))) {
      Extractor script =
          new ScriptExtractor(
              "javascript",
              "0",
              () -> {
                switch (thrown) {
                  case Error e -> throw e;
                  case RuntimeException e -> throw e;
                  default -> throw new AssertionError(thrown);
                }
              });
      Source source =
          new Source(
              content("a.js", "code.javascript", "let a = 1;\n".getBytes(StandardCharsets.UTF_8)),
              path -> false,
              new Deadline(Duration.ofSeconds(10)));
      NotParsed failure =
          assertThrows(
              NotParsed.class, () -> script.extract(source, new Facts(Secrets.standard())));
      assertEquals(Described.Status.PARSER_ERROR, failure.status());
      assertEquals(SyntaxTree.NOT_HERE, failure.getMessage());
    }
  }

  @Test
  @Tag("long")
  @DisplayName("60 MiB of JSON on one line are read, and none of them is in the descriptor")
  void oneVeryLongLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("long.json");
    byte[] element = "{\"name\":\"value\",\"n\":[1,2,3]},".getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("{\"rows\":[".getBytes(StandardCharsets.UTF_8));
      for (long size = 0; size < 60L << 20; size += element.length) {
        out.write(element);
      }
      out.write("0],\"end\":true}".getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(file);
    assertTrue(bytes.length < Describer.LARGEST, "within the limit");
    Described found =
        new Extraction(path -> false, Duration.ofSeconds(120))
            .describe(content("long.json", "config", bytes));
    assertEquals(Described.Status.OK, found.status(), String.valueOf(found.firstError()));
    assertTrue(found.descriptor() != null && found.descriptor().length < 4096);
    assertFalse(new String(found.descriptor(), StandardCharsets.UTF_8).contains("value\""));
  }
}
