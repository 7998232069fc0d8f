package dev.reeve.engine.registry.describe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.registry.Described;
import dev.reeve.engine.registry.Described.Status;
import dev.reeve.engine.registry.Describer;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in contents of every language, and that no content gets the better of a parser. */
class ExtractionTest {
  private static final Set<String> THERE = Set.of("tools/sibling.py", "src/app/Helper.java");
  private final Extraction extraction = new Extraction(THERE::contains);

  private Described describe(String path, byte[] bytes) {
    return describe(extraction, path, bytes);
  }

  static Described describe(Describer describer, String path, byte[] bytes) {
    return describer.describe(
        new Describer.Content(
            new SafePath(path),
            new DocId("2099900001260118"),
            "other",
            Sha256.of(bytes),
            bytes.length,
            bytes));
  }

  private Described describe(String path, String text) {
    return describe(path, text.getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode json(Described found) {
    assertEquals(Status.OK, found.status(), String.valueOf(found.firstError()));
    try {
      return Json.mapper().readTree(Objects.requireNonNull(found.descriptor()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> names(JsonNode symbols) {
    List<String> out = new ArrayList<>();
    symbols.forEach(symbol -> out.add(symbol.path("name").asText()));
    return out;
  }

  static List<String> calls(JsonNode acts) {
    List<String> out = new ArrayList<>();
    acts.forEach(
        act -> out.add((act.path("call").asText() + " " + act.path("argument").asText()).strip()));
    return out;
  }

  private static final String PYTHON =
      """
      #!/usr/bin/env python3
      \"""Clears old reports away.

      At night.
      \"""
      import argparse, os
      import subprocess as sp
      import sqlite3
      from pathlib import Path
      from . import helper
      import sibling

      AUTOMATION_META = {"user_value": "room on the disk", "trigger_modes": ["manual"]}

      class Cleaner(Base):
          def run(self, path: str, *rest, dry=True):
              home = os.environ["REPORT_HOME"]
              os.getenv("DEBUG")
              with open("log.txt", "a") as log:
                  log.write(open("list.txt").read())
              Path("old.txt").unlink()
              os.rename("a", "b")
              sp.run(["ls"])
              sqlite3.connect("reports.db").execute("select 1")

      def main():
          parser = argparse.ArgumentParser()
          parser.add_argument("--dry-run", "-n")

      if __name__ == "__main__":
          raise SystemExit(main())
      """;

  @Test
  @DisplayName("Python: structure, behaviour, what is declared, and what a person must add")
  void python() {
    Described found = describe("tools/clean.py", PYTHON);
    JsonNode descriptor = json(found);
    JsonNode behaviour = descriptor.path("behaviour");

    assertEquals(List.of(".helper", "sibling"), found.importsLocal());
    assertEquals(
        List.of("argparse", "os", "pathlib", "sqlite3", "subprocess"), found.importsExternal());
    assertEquals("Clears old reports away.", found.summary());
    assertEquals("main", found.entrypoint());
    assertEquals(3, found.symbols());
    assertEquals(
        new Described.Python(
            "tools.clean", false, true, "argparse", 2, 1, "Clears old reports away."),
        found.python());
    assertEquals(List.of("Cleaner.run", "main"), names(descriptor.at("/structure/functions")));
    assertEquals(List.of("open list.txt"), calls(behaviour.path("file_reads")));
    assertEquals(List.of("open log.txt"), calls(behaviour.path("file_writes")));
    assertEquals(List.of("unlink old.txt"), calls(behaviour.path("file_deletes")));
    assertEquals(List.of("os.rename a"), calls(behaviour.path("file_moves")));
    assertEquals(List.of("subprocess.run"), calls(behaviour.path("subprocess")));
    assertEquals("[\"DEBUG\",\"REPORT_HOME\"]", behaviour.path("environment_keys").toString());
    assertEquals("[\"--dry-run\",\"-n\"]", behaviour.at("/command_line/arguments").toString());
    assertEquals("room on the disk", descriptor.at("/declared/user_value").asText());
    assertFalse(descriptor.path("manual_fields_needed").toString().contains("user_value"));
    assertTrue(descriptor.path("manual_fields_needed").toString().contains("allowed_paths"));
  }

  @Test
  void whatIsDeclaredBeatsWhatIsInferred() {
    Described found =
        describe("a.py", "\"\"\"Guessed.\"\"\"\nAUTOMATION_META = {'one_line_summary': 'Said.'}\n");
    assertEquals("Said.", found.summary());
  }

  @Test
  void java() {
    Described found =
        describe(
            "src/app/Main.java",
            """
            package app;

            import app.Helper;
            import java.nio.file.Files;
            import picocli.CommandLine;

            /** Counts words. More. */
            public class Main extends Base implements Runnable {
              @Option(names = "--all") boolean all;
              public static void main(String[] args) throws Exception {
                Files.delete(Path.of("old.txt"));
                System.getenv("HOME");
                new ProcessBuilder("ls").start();
              }
              record Pair(int a) {}
            }
            """);
    JsonNode descriptor = json(found);
    assertEquals(List.of("app.Helper"), found.importsLocal());
    assertEquals("Main.main", found.entrypoint());
    assertEquals("Counts words. More.", found.summary());
    assertEquals(List.of("Main", "Main.Pair"), names(descriptor.at("/structure/classes")));
    assertEquals(List.of("Files.delete old.txt"), calls(descriptor.at("/behaviour/file_deletes")));
    assertEquals("picocli", descriptor.at("/behaviour/command_line/framework").asText());
  }

  @ParameterizedTest
  @CsvSource({"js", "ts"})
  void scripts(String extension) {
    Described found =
        describe(
            "web/a." + extension,
            """
            /** Sends reports. */
            import { readFile } from 'fs';
            import axios from "axios";
            import { helper } from './helper';
            const cp = require('child_process');
            export class Sender extends Base { send(to, body = 1) { return axios.get('https://x.org/a'); } }
            const later = (a) => cp.exec('ls');
            function main() { return process.env.REPORT_URL; }
            if (require.main === module) main();
            """);
    JsonNode descriptor = json(found);
    assertEquals(List.of("./helper"), found.importsLocal());
    assertEquals(List.of("axios", "child_process", "fs"), found.importsExternal());
    assertEquals(
        List.of("Sender.send", "later", "main"), names(descriptor.at("/structure/functions")));
    assertEquals(List.of("axios.get https://x.org/a"), calls(descriptor.at("/behaviour/network")));
    assertEquals("[\"REPORT_URL\"]", descriptor.at("/behaviour/environment_keys").toString());
    assertEquals("main", found.entrypoint());
  }

  @Test
  void shell() {
    Described found =
        describe(
            "deploy",
            """
            #!/usr/bin/env bash
            # Deploys the site.
            . ./common.sh
            TARGET=/srv
            clean() { rm -rf "$TARGET/old"; }
            curl -s https://example.org/x > page.html
            echo "$RELEASE" "$TARGET"
            """);
    JsonNode behaviour = json(found).path("behaviour");
    assertEquals("shell", found.language());
    assertEquals("Deploys the site.", found.summary());
    assertEquals(List.of("./common.sh"), found.importsLocal());
    assertEquals("[\"RELEASE\"]", behaviour.path("environment_keys").toString());
    assertEquals(List.of("rm \"$TARGET/old\""), calls(behaviour.path("file_deletes")));
    assertEquals(List.of("> page.html"), calls(behaviour.path("file_writes")));
  }

  @Test
  void powerShellByItsWords() {
    Described found =
        describe(
            "a.ps1",
            """
            <#
            .SYNOPSIS
            Cleans reports.
            #>
            #Requires -Version 7
            param([string]$Path, [switch]$Dry)
            Import-Module Pester
            . .\\common.ps1
            function Remove-Old { Remove-Item "x}" ; $env:REPORT_HOME }
            """);
    JsonNode descriptor = json(found);
    assertTrue(found.parserId().contains("lexical"));
    assertEquals("Cleans reports.", found.summary());
    assertEquals(List.of(".\\common.ps1"), found.importsLocal());
    assertEquals(List.of("Remove-Old"), names(descriptor.at("/structure/functions")));
    assertTrue(descriptor.at("/behaviour/file_deletes").toString().contains("Remove-Item"));
    assertEquals(
        "[\"-Path\",\"-Dry\"]", descriptor.at("/behaviour/command_line/arguments").toString());
  }

  @Test
  void sqlDataAndMarkup() {
    assertEquals(
        "[\"items\",\"people\"]",
        json(describe(
                "a.sql", "-- Who has what.\nCREATE TABLE items (id INT);\nSELECT * FROM people;\n"))
            .at("/structure/tables")
            .toString());
    assertEquals(
        "[\"name\",\"kind\"]",
        json(describe("a.json", "{\"name\": 1, \"kind\": {\"deep\": [1, 2]}}"))
            .at("/structure/keys")
            .toString());
    assertEquals(
        "[\"Deployment\",\"Service\"]",
        json(describe("a.yaml", "kind: Deployment\nspec: {a: 1}\n---\nkind: Service\n"))
            .at("/structure/kinds")
            .toString());
    assertEquals(
        "[\"title\",\"owner\"]",
        json(describe("a.toml", "title = \"x\"\n[owner]\nname = \"y\"\n"))
            .at("/structure/keys")
            .toString());
    assertEquals(
        "Page", describe("a.html", "<title>Page</title><script src=a.js></script>").summary());
    assertEquals(
        "project",
        json(describe("a.xml", "<?xml version='1.0'?><project><a/></project>"))
            .at("/structure/root")
            .asText());
    assertEquals("Title", describe("a.md", "---\nowner: me\n---\n# Title\n\nWords.\n").summary());
  }

  @ParameterizedTest
  @CsvSource({
    "a.py, 'def broken(:\n  pass'",
    "a.java, 'class A { void m( }'",
    "a.js, 'function ( {'",
    "a.ts, 'interface {'",
    "a.sh, 'if true; then'",
    "a.ps1, 'function A {'",
    "a.sql, 'SELEC * FORM a'",
    "a.json, '{\"a\": }'",
    "a.yaml, 'a: [1, 2'",
    "a.toml, 'a = '",
    "a.xml, '<a><b></a>'"
  })
  @DisplayName("REG-A52 A content that is wrong is a status, with no half of a description")
  void a52_syntaxErrors(String path, String text) {
    Described found = describe(path, text);
    assertEquals(Status.SYNTAX_ERROR, found.status());
    assertTrue(found.errors() > 0);
    assertNotNull(found.firstError());
    assertNull(found.descriptor());
  }

  @ParameterizedTest
  @CsvSource({"py", "java", "js", "ts", "sh", "ps1", "sql", "json", "yaml", "toml", "md", "html"})
  void encodingsAreReadOrSaid(String extension) {
    String path = "a." + extension;
    assertEquals(
        Status.ENCODING_ERROR, describe(path, new byte[] {'a', (byte) 0xff, 'b'}).status());
    assertEquals(Status.ENCODING_ERROR, describe(path, new byte[] {'a', 0, 'b'}).status());
    for (String mark : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
      byte[] text = "\ufeff\r\n".getBytes(Charset.forName(mark));
      assertEquals(
          mark, json(describe("a.md", text)).at("/structure/encoding").asText(), extension);
    }
  }

  @Test
  void aCodingLineIsFollowed() {
    byte[] latin = "# -*- coding: latin-1 -*-\nx = 'é'\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("ISO-8859-1", json(describe("a.py", latin)).at("/structure/encoding").asText());
  }

  @ParameterizedTest
  @CsvSource({"py, (", "js, [", "java, (", "json, [", "yaml, [", "html, <b>", "xml, <b>", "md, >"})
  void depthIsAStatus(String extension, String opening) {
    Described found = describe("a." + extension, opening.repeat(20_000));
    assertNotNull(found.status());
  }

  @Test
  @DisplayName("After its time a parser is given up")
  void timeIsLimited() {
    Extraction hurried = new Extraction(path -> false, Duration.ofNanos(1));
    Described found = describe(hurried, "a.py", PYTHON.getBytes(StandardCharsets.UTF_8));
    assertEquals(Status.TIMEOUT, found.status());
    assertNull(found.descriptor());
  }

  @Test
  void aLargerFileIsDescribedFromOutsideOnly() {
    Describer.Content large =
        new Describer.Content(
            new SafePath("a.json"), new DocId("2099900001260118"), "config", "00", 1L << 30, null);
    assertEquals(Status.PARSER_ERROR, extraction.describe(large).status());
    Describer.Content film =
        new Describer.Content(
            new SafePath("a.mp4"), new DocId("2099900001260118"), "media", "00", 1L << 30, null);
    assertEquals(Status.OK, extraction.describe(film).status());
  }

  @ParameterizedTest
  @CsvSource({
    "a.py, '\"\"\"Use password = hunter22 to log in.\"\"\"'",
    "a.md, '# The token: ghp_abcdefghijklmnopqrstuvwxyz0123456789'",
    "a.js, '/** Calls https://me:hunter22@example.org */\nlet a;'",
    "a.json, '{\"description\": \"api_key=hunter22\"}'",
    "a.py, 'AUTOMATION_META = {\"password\": \"hunter22\"}'"
  })
  @DisplayName("What looks like a secret is in no descriptor and in no column")
  void secretsStayWhereTheyAre(String path, String text) {
    Described found = describe(path, text);
    assertEquals(Status.OK, found.status());
    String all = found.summary() + new String(found.descriptor(), StandardCharsets.UTF_8);
    assertFalse(all.contains("hunter22") || all.contains("ghp_abc"), all);
    assertFalse(all.contains("\"texts_withheld\" : 0"), all);
  }

  @Property(tries = 60)
  void theSameContentGivesTheSameDescriptor(@ForAll @Size(max = 200) byte[] bytes) {
    for (String path : List.of("a.py", "a.js", "a.json", "a.md", "a.sh", "a.ps1", "a.bin")) {
      Described once = describe(path, bytes);
      Described again = describe(new Extraction(THERE::contains), path, bytes.clone());
      assertEquals(once.status(), again.status());
      assertArrayEquals(once.descriptor(), again.descriptor());
    }
    byte[] python = PYTHON.getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(
        describe("tools/clean.py", python).descriptor(),
        describe("tools/clean.py", Arrays.copyOf(python, python.length)).descriptor());
  }

  @Test
  @DisplayName("Imports of the workspace are listed with their line and where they can lie")
  void importsWithPlaces() {
    JsonNode python = json(describe("tools/m.py", "import os\nimport sibling\n"));
    JsonNode found = python.path("structure").path("imports");
    assertEquals(1, found.size(), "not those from elsewhere");
    assertEquals("sibling", found.path(0).path("name").asText());
    assertEquals(2, found.path(0).path("line").asInt());
    assertEquals("tools/sibling.py", found.path(0).path("places").path(0).asText());
    JsonNode java =
        json(describe("src/app/Main.java", "package app;\n\nimport app.Helper;\nclass Main {}\n"))
            .path("structure")
            .path("imports")
            .path(0);
    assertEquals("src/app/Helper.java", java.path("places").path(0).asText());
    assertEquals(3, java.path("line").asInt());
    JsonNode script =
        json(describe("web/a.ts", "\nimport {x} from './b';\n"))
            .path("structure")
            .path("imports")
            .path(0);
    assertEquals("./b 2", script.path("name").asText() + " " + script.path("line").asInt());
  }
}
