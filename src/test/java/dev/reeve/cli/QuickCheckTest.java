package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is read without the library means what the library reads. */
class QuickCheckTest {
  private static final List<String> WORDS =
      List.of(
          "--mode",
          "custom",
          "nav",
          "NAV",
          "--mode=nav",
          "--code-spans",
          "on",
          "off",
          "--format",
          "text",
          "json",
          "--suggest",
          "none",
          "names",
          "--json",
          "--workspace",
          "/tmp",
          "a b",
          "-x",
          "@x",
          "'x'",
          "",
          "docs",
          "--since",
          "--help",
          "--");

  @Provide
  static Arbitrary<List<String>> words() {
    return Arbitraries.of(WORDS).list().ofMaxSize(7);
  }

  @Property(tries = 5_000)
  @Label("Whatever is taken, the library takes too, and reads the same")
  void readsTheSame(@ForAll("words") List<String> words) {
    String[] args =
        Stream.concat(Stream.of("links", "check"), words.stream()).toArray(String[]::new);
    LinksCheckCommand quick = QuickCheck.read(args);
    if (quick != null) {
      assertEquals(options(library(args)), options(quick), () -> Arrays.toString(args));
    }
  }

  private static LinksCheckCommand library(String... args) {
    CommandLine.ParseResult read =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR)
            .parseArgs(args);
    while (read.hasSubcommand()) {
      read = read.subcommand();
    }
    return (LinksCheckCommand) read.commandSpec().userObject();
  }

  private static List<Object> options(LinksCheckCommand check) {
    return Arrays.asList(
        check.mode,
        check.codeSpans,
        check.format,
        check.suggest,
        check.folder,
        check.json,
        check.store,
        check.commit,
        check.since,
        check.baseline,
        check.writeBaseline,
        check.paths);
  }

  @Test
  @DisplayName("The usual words are taken; others, and other commands, are left to the library")
  void whatIsTaken() {
    assertNotNull(QuickCheck.read("links", "check"));
    assertNotNull(QuickCheck.read("links", "check", "--mode", "deep", "--json"));
    assertNull(QuickCheck.read("links"));
    assertNull(QuickCheck.read("links", "fix"));
    assertNull(QuickCheck.read("links", "check", "README.md"));
    assertNull(QuickCheck.read("links", "check", "--mode"));
    assertNull(QuickCheck.read("links", "check", "--json", "--json"));
    assertNull(QuickCheck.run("status"));
  }

  @Test
  @DisplayName("Output, errors and exit code are those of the library's way")
  void saysTheSame(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("README.md"), "[ü](nö.md) `a/b.md`\n");
    for (List<String> words :
        List.of(
            List.of("--mode", "custom", "--suggest", "none"),
            List.of("--json", "--suggest", "names"),
            List.of("--format", "sarif", "--code-spans", "on"))) {
      String[] args =
          Stream.of(List.of("links", "check"), words, List.of("--workspace", folder.toString()))
              .flatMap(List::stream)
              .toArray(String[]::new);
      assertEquals(CommandBed.say(args), quickly(args));
    }
    String[] gone = {"links", "check", "--workspace", folder.resolve("gone").toString()};
    assertEquals(CommandBed.say(gone), quickly(gone));
    Files.createDirectories(folder.resolve(".reeve"));
    Files.writeString(folder.resolve(".reeve/link-rules.json"), "{");
    String[] rules = {"links", "check", "--json", "--workspace", folder.toString()};
    assertEquals(CommandBed.say(rules), quickly(rules));
  }

  private static CommandBed.Said quickly(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream failed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(failed, true, StandardCharsets.UTF_8));
      Integer exit = QuickCheck.run(args);
      return new CommandBed.Said(
          exit == null ? -1 : exit,
          said.toString(StandardCharsets.UTF_8),
          failed.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
