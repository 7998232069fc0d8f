package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.reeve.engine.workspace.Json;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderEmbedderTest {
  private static final DocId ID = new DocId("2099900042260118");
  private static final String N = ID.text();

  private static String embed(String name, String text) {
    return text(HeaderEmbedder.embed(name, bytes(text), ID));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Embedding embedding) {
    return new String(
        assertInstanceOf(Embedding.Embedded.class, embedding).content(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("REG-A50 script with #! and coding line, CRLF: header on line 3, twice changes none")
  void a50_headerGoesBelowShebangAndCodingLine() {
    String script = "#!/usr/bin/env python\r\n# -*- coding: utf-8 -*-\r\nprint(1)\r\n";
    String once = embed("run.py", script);
    assertEquals(
        "#!/usr/bin/env python\r\n# -*- coding: utf-8 -*-\r\n# doc_id: " + N + "\r\nprint(1)\r\n",
        once);
    assertInstanceOf(
        Embedding.AlreadyCarried.class, HeaderEmbedder.embed("run.py", bytes(once), ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "a.py ~ x = 1|n ~ # doc_id: N|nx = 1|n",
        "a.py ~ x = 1 ~ # doc_id: N|nx = 1",
        "a.py ~ # Copyright|n# vim: set fileencoding=latin-1 :|nx|n ~ # Copyright|n# vim: set"
            + " fileencoding=latin-1 :|n# doc_id: N|nx|n",
        "a.sh ~ #!/bin/sh ~ #!/bin/sh|n# doc_id: N",
        "a.yaml ~ %YAML 1.2|n%TAG ! tag:x|n---|na: 1|n ~ %YAML 1.2|n%TAG ! tag:x|n# doc_id:"
            + " N|n---|na: 1|n",
        "Makefile ~ all:|n ~ # doc_id: N|nall:|n",
        "Dockerfile ~ # syntax=docker/dockerfile:1|nFROM x|n ~ # syntax=docker/dockerfile:1|n#"
            + " doc_id: N|nFROM x|n",
        ".gitignore ~ *.o|n ~ # doc_id: N|n*.o|n",
        "A.java ~ package a;|n ~ // doc_id: N|npackage a;|n",
        "a.js ~ #!/usr/bin/env node|nx()|n ~ #!/usr/bin/env node|n// doc_id: N|nx()|n",
        "a.rs ~ #![no_std]|n ~ // doc_id: N|n#![no_std]|n",
        "a.css ~ a {}|n ~ /* doc_id: N */|na {}|n",
        "a.css ~ @charset \"utf-8\";|na {}|n ~ @charset \"utf-8\";|n/* doc_id: N */|na {}|n",
        "a.sql ~ SELECT 1;|n ~ -- doc_id: N|nSELECT 1;|n",
        "a.ini ~ [a]|n ~ ; doc_id: N|n[a]|n",
        "a.md ~ # T|n ~ <!-- doc_id: N -->|n# T|n",
        "a.md ~ ---|ntitle: T|n---|n# T|n ~ ---|ndoc_id: \"N\"|ntitle: T|n---|n# T|n",
        "a.md ~ +++|ntitle = 'T'|n+++|n# T|n ~ +++|ndoc_id = \"N\"|ntitle = 'T'|n+++|n# T|n",
        "a.md ~ ---|nno front matter|n ~ <!-- doc_id: N -->|n---|nno front matter|n",
        "a.html ~ <!DOCTYPE html>|n<html/> ~ <!DOCTYPE html>|n<!-- doc_id: N -->|n<html/>",
        "a.html ~ <p>x</p>|n ~ <!-- doc_id: N -->|n<p>x</p>|n",
        "a.xml ~ <?xml version=\"1.0\"?><r/> ~ <?xml version=\"1.0\"?>|n<!-- doc_id: N --><r/>",
        "a.xml ~ <?xml version=\"1.0\"?>|n<!-- it's -->|n<!DOCTYPE r [ <!-- don't --> <!ENTITY a"
            + " \"]>\"> ]>|n<r/> ~ <?xml version=\"1.0\"?>|n<!-- it's -->|n<!DOCTYPE r [ <!-- don't"
            + " --> <!ENTITY a \"]>\"> ]>|n<!-- doc_id: N -->|n<r/>",
        "a.bat ~ @ECHO off|rdir|r ~ @ECHO off|rREM doc_id: N|rdir|r",
        "a.cmd ~ dir|r ~ REM doc_id: N|rdir|r",
        "a.json ~ {|n  \"a\": 1.0|n}|n ~ {|n  \"_doc_id\": \"N\",|n  \"a\": 1.0|n}|n",
        "a.json ~ {\"a\":1} ~ {\"_doc_id\": \"N\",\"a\":1}",
        "a.json ~ {} ~ {\"_doc_id\": \"N\"}",
        "2099900042260118_a.py ~ x|n ~ # doc_id: N|nx|n",
      })
  void eachTypeHasItsPlace(String name, String before, String after) {
    String expected = lines(after).replaceAll("\\bN\\b", N);
    assertEquals(expected, embed(name, lines(before)));
  }

  private static String lines(String text) {
    return text.replace("|n", "\n").replace("|r", "\r\n");
  }

  @Test
  void anEmptyFileGetsTheHeaderOnly() {
    assertEquals("# doc_id: " + N + "\n", embed("__init__.py", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.txt",
        "a.csv",
        "a.tsv",
        "a.jsonl",
        "a.png",
        "a.lock",
        "package-lock.json",
        "noext"
      })
  void otherTypesAreLeftAlone(String name) {
    assertEquals(
        new Embedding.NotCarried("type"), HeaderEmbedder.embed(name, bytes("{\"a\":1}"), ID));
  }

  @Test
  void whatCannotBeDoneSafelyIsNotDone() {
    assertEquals(new Embedding.NotCarried("encoding"), embedding("a.py", "a\0b"));
    assertEquals(new Embedding.NotCarried("not_an_object"), embedding("a.json", "[1]"));
    assertEquals(new Embedding.NotCarried("not_an_object"), embedding("a.json", "{\"a\":1,}"));
    assertEquals(new Embedding.NotCarried("not_an_object"), embedding("a.json", ""));
    assertEquals(new Embedding.NotCarried("key_taken"), embedding("a.json", "{\"_doc_id\": 7}"));
    assertEquals(
        new Embedding.NotCarried("key_taken"), embedding("a.md", "---\ndoc_id: none\n---\n"));
    assertEquals(new Embedding.NotCarried("not_well_formed"), embedding("a.xml", "<!DOCTYPE a ["));
    String far = "<!DOCTYPE a [" + "\n".repeat(45) + "]>\n<a/>";
    assertEquals(new Embedding.NotCarried("too_far_down"), embedding("a.xml", far));
    byte[] large = new byte[HeaderEmbedder.LARGEST + 1];
    Arrays.fill(large, (byte) ' ');
    assertEquals(new Embedding.NotCarried("size"), HeaderEmbedder.embed("a.py", large, ID));
    assertEquals(
        new Embedding.Conflict(ID),
        HeaderEmbedder.embed("a.py", bytes("# doc_id: " + N), new DocId("2099900043260118")));
  }

  private static Embedding embedding(String name, String text) {
    return HeaderEmbedder.embed(name, bytes(text), ID);
  }

  @Test
  void byteOrderMarkAndEncodingStay() {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] before = "\ufeff#!x\r\né\r\n".getBytes(charset);
      Embedding after = HeaderEmbedder.embed("a.ps1", before, ID);
      assertEquals(
          "\ufeff#!x\r\n# doc_id: " + N + "\r\né\r\n",
          new String(((Embedding.Embedded) after).content(), charset));
    }
    assertEquals("\ufeff# doc_id: " + N + "\né\n", embed("a.py", "\ufeffé\n"));
    byte[] latin = "# é\n".getBytes(StandardCharsets.ISO_8859_1);
    Embedding after = HeaderEmbedder.embed("a.py", latin, ID);
    assertEquals(
        "# doc_id: " + N + "\n# é\n",
        new String(((Embedding.Embedded) after).content(), StandardCharsets.ISO_8859_1));
  }

  record Sample(String name, byte[] content) {
    @Override
    public String toString() {
      return name + ": " + Arrays.toString(content);
    }
  }

  @Provide
  Arbitrary<Sample> files() {
    Arbitrary<String> names =
        Arbitraries.of(
            "a.py",
            "a.yaml",
            "a.java",
            "a.css",
            "a.sql",
            "a.ini",
            "a.md",
            "a.html",
            "a.xml",
            "a.bat",
            "a.json",
            "Dockerfile",
            "a.rs",
            "a.sh");
    Arbitrary<String> pieces =
        Arbitraries.of(
            "#!/bin/sh",
            "# coding: utf-8",
            "%YAML 1.2",
            "---",
            "+++",
            "...",
            "<?xml version='1.0'?>",
            "<!DOCTYPE html>",
            "<!DOCTYPE a [",
            "]>",
            "<!--",
            "-->",
            "@echo off",
            "{",
            "}",
            "\"a\": 1",
            "[",
            "]",
            "\n",
            "\r\n",
            "\r",
            "é",
            " ",
            "x",
            "doc_id: 7",
            "```",
            "@charset \"x\";",
            "# syntax=a",
            "\"_doc_id\": 7",
            ",",
            "<a/>",
            "\n\n\n\n\n\n\n\n\n\n");
    Arbitrary<String> texts = pieces.list().ofMaxSize(14).map(parts -> String.join("", parts));
    Arbitrary<String> objects =
        Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(4), Arbitraries.integers())
            .ofMaxSize(4)
            .flatMap(
                map ->
                    Arbitraries.of(
                        Json.line(map),
                        new String(Json.file(map), StandardCharsets.UTF_8),
                        " " + Json.line(map).replace(":", " : ")));
    Arbitrary<Charset> charsets =
        Arbitraries.of(
            StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    return Combinators.combine(
            names, Arbitraries.oneOf(texts, objects), charsets, Arbitraries.of(true, false))
        .as(
            (name, text, charset, mark) ->
                new Sample(
                    name,
                    ((mark || charset != StandardCharsets.UTF_8 ? "\ufeff" : "") + text)
                        .getBytes(charset)));
  }

  @Property(tries = 4000)
  void removingTheHeaderGivesTheOriginalAndTwiceIsOnce(@ForAll("files") Sample file) {
    Embedding first = HeaderEmbedder.embed(file.name, file.content, ID);
    if (!(first instanceof Embedding.Embedded(byte[] once))) {
      return;
    }
    assertArrayEquals(file.content, without(once, file.content));
    assertEquals(ID, Carriers.of(file.name, once).header());
    assertInstanceOf(Embedding.AlreadyCarried.class, HeaderEmbedder.embed(file.name, once, ID));
  }

  /** Cuts out the one run of bytes by which the longer array can differ, around the id. */
  private static byte[] without(byte[] with, byte[] original) {
    int added = with.length - original.length;
    int same = 0;
    while (same < original.length && with[same] == original[same]) {
      same++;
    }
    byte[] out = new byte[original.length];
    System.arraycopy(with, 0, out, 0, same);
    System.arraycopy(with, same + added, out, same, original.length - same);
    return out;
  }
}
