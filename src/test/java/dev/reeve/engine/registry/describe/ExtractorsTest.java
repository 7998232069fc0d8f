package dev.reeve.engine.registry.describe;

import static dev.reeve.engine.registry.describe.ExtractionTest.calls;
import static dev.reeve.engine.registry.describe.ExtractionTest.json;
import static dev.reeve.engine.registry.describe.ExtractionTest.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.registry.Described;
import dev.reeve.engine.registry.Described.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The details that a descriptor has of each language. */
class ExtractorsTest {
  private final Extraction extraction =
      new Extraction(Set.of("tools/lib/__init__.py", "src/main/java/org/a/b")::contains);

  private Described describe(String path, String text) {
    return ExtractionTest.describe(extraction, path, text.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode structure(String path, String text) {
    return json(describe(path, text)).path("structure");
  }

  private JsonNode behaviour(String path, String text) {
    return json(describe(path, text)).path("behaviour");
  }

  /** Each with its line, and its parameters or bases. */
  private static List<String> symbols(JsonNode symbols, String details) {
    List<String> out = new ArrayList<>();
    symbols.forEach(
        each ->
            out.add(
                each.path("line").asInt()
                    + " "
                    + each.path("name").asText()
                    + " "
                    + each.path(details).toString().replace("\"", "")));
    return out;
  }

  @Test
  @DisplayName("HTML: what it loads, links, headings with their level, forms and scripts")
  void html() {
    Described found =
        describe(
            "a.html",
            """
            <title>Page</title>
            <meta name=description content="What it is for.">
            <link rel=stylesheet href="site.css"><link href="https://example.org/x.css">
            <script src="app.js"></script><script src="//cdn.example.org/y.js"></script>
            <script>let inline;</script>
            <h1>One</h1><h3>Three</h3>
            <a href="b.html">b</a><a href="a.html">a</a><a href="b.html">again</a>
            <form></form>
            """);
    JsonNode structure = json(found).path("structure");
    assertEquals("What it is for.", found.summary());
    assertEquals(List.of("app.js", "site.css"), found.importsLocal());
    assertEquals(
        List.of("//cdn.example.org/y.js", "https://example.org/x.css"), found.importsExternal());
    assertEquals(
        "[{\"level\":1,\"text\":\"One\"},{\"level\":3,\"text\":\"Three\"}]",
        structure.path("headings").toString());
    assertEquals("[\"a.html\",\"b.html\"]", structure.path("links").toString());
    assertEquals(1, structure.path("forms").asInt());
    assertEquals(3, structure.path("scripts").asInt());
  }

  @Test
  @DisplayName("XML: root, depth, namespaces, how often each element is there, the first comment")
  void xml() {
    Described found =
        describe(
            "a.xml",
            """
            <?xml version="1.0"?>
            <!-- Builds the site. -->
            <project xmlns="urn:p" xmlns:x="urn:x">
              <x:module/><x:module/><!-- not this --><deep><er/></deep>
            </project>
            """);
    JsonNode structure = json(found).path("structure");
    assertEquals("Builds the site.", found.summary());
    assertEquals(
        "{\"deep\":1,\"er\":1,\"module\":2,\"project\":1}", structure.path("elements").toString());
    assertEquals("[\"urn:p\",\"urn:x\"]", structure.path("namespaces").toString());
    assertEquals(3, structure.path("depth").asInt());
    assertFalse(structure.path("document_type").asBoolean());
    assertTrue(structure("b.xml", "<!DOCTYPE a><a/>").path("document_type").asBoolean());
    assertEquals("line 2: not well formed", describe("c.xml", "<a>\n</b>").firstError());
  }

  @Test
  @DisplayName("Markdown: front matter, headings with level and line, code blocks, links")
  void markdown() {
    Described found =
        describe(
            "a.md",
            """
            ---
            description: What it says.
            tags:
              - one
              - two
            ---
            # A `code` title

            See [b](docs/b.md), [web](https://example.org/x) and ![p](p.png).

            ## Second
            two lines

            ```java
            class A {}
            ```
            ```
            plain
            ```
            """);
    JsonNode descriptor = json(found);
    JsonNode structure = descriptor.path("structure");
    assertEquals("What it says.", found.summary());
    assertEquals("[\"one\",\"two\"]", descriptor.at("/declared/tags").toString());
    assertEquals("What it says.", descriptor.at("/declared/description").asText());
    assertEquals(
        "[{\"level\":1,\"line\":7,\"text\":\"A code title\"},"
            + "{\"level\":2,\"line\":11,\"text\":\"Second\"}]",
        structure.path("headings").toString());
    assertEquals("{\"java\":1,\"plain\":1}", structure.path("code_blocks").toString());
    assertEquals("[\"docs/b.md\",\"p.png\"]", structure.path("links_local").toString());
    assertEquals("[\"https://example.org/x\"]", structure.path("links_external").toString());
  }

  @Test
  @DisplayName("Markdown without a title: its first paragraph in one line is the summary")
  void markdownWithoutATitle() {
    assertEquals("One and two.", describe("a.md", "One\nand two.\n\nThree.\n").summary());
    assertEquals("Title", describe("a.md", "---\ntitle: Title\n---\nWords.\n").summary());
  }

  @Test
  @DisplayName("Java: bases, parameters, lines, and the effects of calls")
  void java() {
    Described found =
        describe(
            "src/main/java/org/a/Main.java",
            """
            package org.a;

            import org.a.b.*;
            import static org.a.Other.make;
            import java.util.List;

            class Main extends Base implements Runnable, AutoCloseable {
              Main(int size, String... names) {
                Files.readString(Path.of("in.txt"));
                Files.writeString(Path.of("out.txt"), "x");
                Files.move(a, b);
                Files.newBufferedReader(a);
                Files.newOutputStream(b);
                Files.exists(a);
                Runtime.getRuntime().exec("ls");
                new FileWriter("log.txt");
                DriverManager.getConnection("jdbc:x");
                statement.executeQuery("select");
                file.renameTo(other);
              }
              interface Inner {}
            }
            class Last {}
            """);
    JsonNode descriptor = json(found);
    assertEquals(List.of("org.a.Other.make", "org.a.b.*"), found.importsLocal());
    assertEquals(List.of("java.util.List"), found.importsExternal());
    assertEquals("org.a", descriptor.at("/structure/package").asText());
    assertEquals(
        List.of("7 Main [Base,Runnable,AutoCloseable]", "21 Main.Inner []", "23 Last []"),
        symbols(descriptor.at("/structure/classes"), "bases"));
    assertEquals(
        List.of("8 Main.Main [size,...]"),
        symbols(descriptor.at("/structure/functions"), "parameters"));
    JsonNode behaviour = descriptor.path("behaviour");
    assertEquals(
        List.of("Files.readString in.txt", "Files.newBufferedReader"),
        calls(behaviour.path("file_reads")));
    assertEquals(
        List.of("Files.writeString out.txt", "Files.newOutputStream", "new FileWriter log.txt"),
        calls(behaviour.path("file_writes")));
    assertEquals(List.of("Files.move", "file.renameTo"), calls(behaviour.path("file_moves")));
    assertEquals(List.of("exec ls"), calls(behaviour.path("subprocess")));
    assertEquals(
        List.of("DriverManager.getConnection jdbc:x", "statement.executeQuery select"),
        calls(behaviour.path("database")));
    assertEquals(15, behaviour.at("/subprocess/0/line").asInt());
    assertNull(found.entrypoint());
  }

  @Test
  @DisplayName("JavaScript: what is handed on is imported; files, processes, options, networks")
  void scripts() {
    Described found =
        describe(
            "bin/run.js",
            """
            #!/usr/bin/env node
            // Copyright somebody
            // Runs it.
            export { a } from './a';
            import * as fs from 'node:fs';
            import { program } from 'commander';
            const store = require('pg');
            const AUTOMATION_META = {'user_value': 'less to do', count: 3, on: true, off: false,
              none: null, list: ['a', 'b']};
            program.option('--all');
            fs.readFileSync('in.txt');
            fs.writeFile('out.txt');
            fs.rmSync('old.txt');
            fs.rename('x.txt');
            fs.watch('y.txt');
            fetch('https://example.org');
            store.query('select');
            import('./late');
            function plain(a, {b}, ...c) {}
            class A extends B {}
            """);
    JsonNode descriptor = json(found);
    JsonNode behaviour = descriptor.path("behaviour");
    assertEquals(List.of("./a", "./late"), found.importsLocal());
    assertEquals(List.of("commander", "node:fs", "pg"), found.importsExternal());
    assertEquals("Runs it.", found.summary());
    assertEquals("run.js", found.entrypoint());
    assertEquals(
        "{\"user_value\":\"less to do\",\"count\":\"3\",\"on\":true,\"off\":false,\"none\":null,"
            + "\"list\":[\"a\",\"b\"]}",
        descriptor.path("declared").toString());
    assertFalse(descriptor.path("manual_fields_needed").toString().contains("user_value"));
    assertEquals("commander", behaviour.at("/command_line/framework").asText());
    assertEquals("[\"--all\"]", behaviour.at("/command_line/arguments").toString());
    assertEquals(List.of("fs.readFileSync in.txt"), calls(behaviour.path("file_reads")));
    assertEquals(List.of("fs.writeFile out.txt"), calls(behaviour.path("file_writes")));
    assertEquals(List.of("fs.rmSync old.txt"), calls(behaviour.path("file_deletes")));
    assertEquals(List.of("fs.rename x.txt"), calls(behaviour.path("file_moves")));
    assertEquals(List.of("fetch https://example.org"), calls(behaviour.path("network")));
    assertEquals(List.of("store.query select"), calls(behaviour.path("database")));
    assertEquals(
        List.of("19 plain [a,{b},...c]"),
        symbols(descriptor.at("/structure/functions"), "parameters"));
    assertEquals(List.of("20 A [B]"), symbols(descriptor.at("/structure/classes"), "bases"));
  }

  @Test
  @DisplayName("What is not written out in full is not declared")
  void onlyLiteralsAreDeclared() {
    for (String value : List.of("make()", "{a: make()}", "{a: [make()]}", "[1]", "{...all}")) {
      assertFalse(
          json(describe("a.js", "const AUTOMATION_META = " + value + ";\n")).has("declared"),
          value);
    }
    for (String value : List.of("make()", "{'a': make()}", "{'a': [make()]}", "[1]", "{a: 1}")) {
      assertFalse(
          json(describe("a.py", "AUTOMATION_META = " + value + "\n")).has("declared"), value);
    }
  }

  @Test
  @DisplayName("Python: literals of every kind, parameters, bases, options, what is asked for")
  void python() {
    Described found =
        describe(
            "tools/run.py",
            """
            import sys, click
            import lib.part
            from shutil import copy as duplicate
            AUTOMATION_META = {
                # said
                "count": 3, "share": 0.5, "hex": 0x1f, "on": True, "off": False, "none": None,
                "list": ["a",
                    # one more
                    "b"], "pair": (1, 2)}

            class A(Base, metaclass=Meta):
                class B: pass
                def m(self, a: int, b=1, c: str = "", *args, **more): pass

            @click.option("--all")
            def main(): pass

            duplicate("a.txt", "b.txt")
            open(name, mode="x")
            open("r+.txt", "r+")
            image.open("odd mode")
            if "__main__" == __name__:
                sys.exit(main(sys.argv))
            """);
    JsonNode descriptor = json(found);
    assertEquals(
        "{\"count\":3,\"share\":0.5,\"hex\":\"0x1f\",\"on\":true,\"off\":false,\"none\":null,"
            + "\"list\":[\"a\",\"b\"],\"pair\":[1,2]}",
        descriptor.path("declared").toString());
    assertEquals(List.of("lib.part"), found.importsLocal());
    assertEquals(
        List.of("11 A [Base]", "12 A.B []"), symbols(descriptor.at("/structure/classes"), "bases"));
    assertEquals(
        List.of("13 A.m [self,a,b,c,*args,**more]", "16 main []"),
        symbols(descriptor.at("/structure/functions"), "parameters"));
    JsonNode behaviour = descriptor.path("behaviour");
    assertEquals("click", behaviour.at("/command_line/framework").asText());
    assertEquals("[\"--all\"]", behaviour.at("/command_line/arguments").toString());
    assertEquals(
        List.of("shutil.copy a.txt", "open", "open r+.txt"), calls(behaviour.path("file_writes")));
    assertEquals(List.of(), calls(behaviour.path("file_reads")), "an image is no file opened");
    assertEquals("main", found.entrypoint());
  }

  @ParameterizedTest
  @CsvSource({
    "src/a/b.py, a.b, false",
    "src/a/__init__.py, a, true",
    "tools/x.py, tools.x, false",
    "x.py, x, false"
  })
  @DisplayName("Python: the name of a module, and whether it is a package's")
  void pythonModules(String path, String name, boolean init) {
    Described.Python python = describe(path, "x = 1\n").python();
    assertEquals(name + " " + init, python.qualname() + " " + python.packageInit());
    assertFalse(python.mainGuard());
    assertEquals("none", python.cliFramework());
    assertEquals("unknown", describe(path, "import sys\nsys.argv\n").python().cliFramework());
  }

  @Test
  @DisplayName("Shell: functions, redirections, remote git, options, and commands of others")
  void shell() {
    Described found =
        describe(
            "a.sh",
            """
            #!/bin/sh
            # SPDX-License-Identifier: MIT
            # Fetches it.
            help() { echo; }
            for FILE in *; do cat < in.txt 2>/dev/null; done
            read ANSWER
            while getopts "ab" o; do :; done
            git pull
            git status
            ./tool.sh one
            mv -f a b
            help "$FILE" "$ANSWER" "$HOST" "$lower"
            """);
    JsonNode descriptor = json(found);
    JsonNode behaviour = descriptor.path("behaviour");
    assertEquals("Fetches it.", found.summary());
    assertEquals("a.sh", found.entrypoint());
    assertEquals(List.of("help"), names(descriptor.at("/structure/functions")));
    assertEquals("[\"HOST\"]", behaviour.path("environment_keys").toString());
    assertEquals("getopts", behaviour.at("/command_line/framework").asText());
    assertEquals(List.of("git pull"), calls(behaviour.path("network")));
    assertEquals(List.of("./tool.sh one"), calls(behaviour.path("subprocess")));
    assertEquals(List.of("mv a"), calls(behaviour.path("file_moves")));
    assertTrue(calls(behaviour.path("file_reads")).contains("< in.txt"));
    assertEquals(List.of(), calls(behaviour.path("file_writes")), "/dev/null is no file");
    assertTrue(found.importsExternal().containsAll(List.of("cat", "git", "mv")));
    assertFalse(found.importsExternal().contains("help"), "a function of its own");
  }

  @Test
  @DisplayName("PowerShell: classes, modules, requirements, effects with their lines")
  void powerShell() {
    Described found =
        describe(
            "a.ps1",
            """
            #Requires -Version 7
            using module .\\Own.psm1
            Import-Module -Name Pester
            class Report : Base {}
            filter Pick {}
            Get-Content $env:HOME
            Invoke-RestMethod $url
            & tool.exe
            Write-Output 'Remove-Item'
            # Remove-Item
            """);
    JsonNode descriptor = json(found);
    JsonNode behaviour = descriptor.path("behaviour");
    assertEquals(List.of(".\\Own.psm1"), found.importsLocal());
    assertEquals(List.of("#Requires -Version 7", "Pester"), found.importsExternal());
    assertEquals(List.of("4 Report [Base]"), symbols(descriptor.at("/structure/classes"), "bases"));
    assertEquals(
        List.of("5 Pick []"), symbols(descriptor.at("/structure/functions"), "parameters"));
    assertEquals("[\"HOME\"]", behaviour.path("environment_keys").toString());
    assertEquals(List.of("Get-Content"), calls(behaviour.path("file_reads")));
    assertEquals(List.of("Invoke-RestMethod"), calls(behaviour.path("network")));
    assertEquals(7, behaviour.at("/network/0/line").asInt());
    assertEquals(List.of("&"), calls(behaviour.path("subprocess")));
    assertEquals(List.of(), calls(behaviour.path("file_deletes")), "neither text nor comment");
    assertEquals("none", behaviour.at("/command_line/framework").asText());
  }

  @Test
  @DisplayName("SQL: statements by kind, what they make, and the line that is not understood")
  void sql() {
    Described found =
        describe(
            "a.sql",
            """
            /* Who has what. */
            CREATE TABLE items (id INT);
            CREATE VIEW mine AS SELECT * FROM items JOIN people ON 1 = 1;
            DROP TABLE items;
            INSERT INTO people VALUES (1);
            INSERT INTO people VALUES (2);
            """);
    JsonNode structure = json(found).path("structure");
    assertEquals("Who has what.", found.summary());
    assertEquals(List.of("items", "mine"), names(structure.path("classes")));
    assertEquals(
        "{\"create_table\":1,\"create_view\":1,\"drop\":1,\"insert\":2}",
        structure.path("statements").toString());
    assertEquals("[\"items\",\"mine\",\"people\"]", structure.path("tables").toString());
    assertEquals(Status.OK, describe("empty.sql", " \n").status());
    assertEquals(
        "line 3: no SQL that the parser knows",
        describe("wrong.sql", "SELECT 1;\n\nSELEC * FORM a;\n").firstError());
  }

  @Test
  @DisplayName("Data: shape, how many values and members, depth, keys of the top, kinds")
  void data() {
    JsonNode lines = structure("a.ndjson", "{\"a\": 1}\n{\"b\": {\"c\": [1]}}\n");
    assertEquals("object", lines.path("shape").asText());
    assertEquals(2, lines.path("values").asInt());
    assertEquals(3, lines.path("members").asInt());
    assertEquals(3, lines.path("depth").asInt());
    assertEquals("[\"a\",\"b\"]", lines.path("keys").toString());
    assertEquals("array", structure("a.json", "[1, 2]").path("shape").asText());
    assertEquals("value", structure("a.json", "7").path("shape").asText());
    assertEquals("none", structure("a.json", " ").path("shape").asText());
    assertEquals(
        "[\"app\",\"https://s\"]",
        structure("a.json", "{\"type\": \"app\", \"$schema\": \"https://s\", \"x\": \"y\"}")
            .path("kinds")
            .toString());
    assertEquals("Said.", describe("a.yaml", "description: Said.\n").summary());
    assertNull(describe("a.yaml", "deep: {description: Said.}\n").summary());
    assertEquals("line 1: no valid json: several values", describe("a.json", "{} {}").firstError());
    assertEquals("line 3: no valid json", describe("a.json", "{\n\"a\":\n}").firstError());
    assertEquals(Status.OK, describe("tsconfig.json", "{/* said */ \"a\": 1,}").status());
  }

  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a00, image/png",
    "ffd8ffe000104a4600, image/jpeg",
    "474946383961000000, image/gif",
    "255044462d312e3700, application/pdf",
    "504b03041400000000, application/zip",
    "1f8b08000000000000, application/gzip",
    "7f454c460201010000, application/x-elf",
    "4d5a90000300000000, application/vnd.microsoft.portable-executable",
    "cafebabe0000004500, application/java-vm",
    "53514c69746520666f726d61742033001000, application/vnd.sqlite3",
    "000001000100000000, image/x-icon",
    "774f46460001000000, font/woff",
    "774f46320001000000, font/woff2",
    "000102030405060708, application/octet-stream",
    "00, application/octet-stream"
  })
  @DisplayName("A file that no parser reads is known by its first bytes")
  void contentTypes(String bytes, String type) {
    JsonNode structure =
        json(ExtractionTest.describe(extraction, "a.unheard", HexFormat.of().parseHex(bytes)))
            .path("structure");
    assertEquals(type, structure.path("content_type").asText());
    assertTrue(structure.path("encoding").isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, none",
    "a, 1, none",
    "'a|', 1, lf",
    "'a|b', 2, lf",
    "'a~|b~|', 2, crlf",
    "'a~b~', 2, cr",
    "'a|b~|c', 3, mixed",
    "'a~b|', 2, mixed"
  })
  @DisplayName("Lines and line ends of a text; | is a line feed and ~ a carriage return")
  void linesAndLineEnds(String text, int lines, String ends) {
    JsonNode structure = structure("a.unheard", text.replace('|', '\n').replace('~', '\r'));
    assertEquals("text/plain", structure.path("content_type").asText());
    assertEquals("UTF-8", structure.path("encoding").asText());
    assertFalse(structure.path("byte_order_mark").asBoolean());
    assertEquals(lines, structure.path("lines").asInt());
    assertEquals(ends, structure.path("line_ends").asText());
  }

  @Test
  @DisplayName("A descriptor says whose it is and what made it, and numbers all that it found")
  void whoseItIs() {
    String text = "class A: pass\ndef f(): pass\n";
    Described found = describe("a.py", text);
    JsonNode descriptor = json(found);
    assertEquals(
        "{\"doc_id\":\"2099900001260118\",\"relative_path\":\"a.py\",\"language\":\"python\","
            + "\"kind\":\"other\"}",
        descriptor.path("identity").toString());
    assertEquals(text.length(), descriptor.at("/provenance/size_bytes").asInt());
    assertEquals(found.parserId(), descriptor.at("/provenance/parser_id").asText());
    assertEquals(found.parserVersion(), descriptor.at("/provenance/parser_version").asText());
    assertEquals(1, descriptor.at("/structure/function_count").asInt());
    assertEquals(1, descriptor.at("/structure/class_count").asInt());
    assertEquals(2, found.symbols());
    assertTrue(extraction.current(found.parserId(), found.parserVersion()));
    assertFalse(extraction.current(found.parserId(), "0"));
    assertFalse(extraction.current(null, null));
    assertFalse(json(describe("a.json", "{}")).has("behaviour"), "data does nothing");
  }

  @Test
  @DisplayName("A long text is cut to 200 characters, and never in the middle of one")
  void longTexts() {
    String long200 = "x".repeat(200);
    assertEquals(long200, describe("a.md", "# " + long200 + "\n").summary());
    assertEquals("x".repeat(199) + "…", describe("a.md", "# " + long200 + "y\n").summary());
    assertEquals(
        "x".repeat(198) + "…",
        describe("a.md", "# " + "x".repeat(198) + "\ud83d\ude00yy\n").summary());
  }
}
