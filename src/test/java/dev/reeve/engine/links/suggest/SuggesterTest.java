package dev.reeve.engine.links.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.history.PathHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Suggestions")
final class SuggesterTest {
  @Test
  @DisplayName("LINK-A12 another case of the same name: 0.96")
  void a12_caseOnly() {
    Candidate best = best("docs/a.md", "../README.MD", "README.md", "docs/a.md");
    assertEquals("README.md", best.path());
    assertEquals(0.96, best.score());
  }

  @Test
  @DisplayName("LINK-A17 a similar name with other digits: 0.60, low")
  void a17_otherDigits() {
    Suggestions found =
        suggest(PathHistory.NONE, "docs/a.md", "BUILD-152.md", "docs/BUILD-153.md", "docs/a.md");
    assertEquals(0.60, found.candidates().getFirst().score());
    assertEquals(Band.LOW, found.band());
  }

  @Test
  @DisplayName(
      "LINK-A18 a generic name alone is at most 0.84; the whole path in another folder is 0.91")
  void a18_genericNames() {
    String[] six = {
      "a/README.md", "b/README.md", "c/README.md", "d/README.md", "e/README.md", "f/README.md"
    };
    Candidate best = best("docs/x/y.md", "README.md", six);
    assertTrue(best.score() <= 0.84, best.toString());
    List<String> more = new ArrayList<>(List.of(six));
    more.add("guide/docs/setup/README.md");
    Candidate whole = best("x.md", "docs/setup/README.md", more.toArray(String[]::new));
    assertEquals("guide/docs/setup/README.md", whole.path());
    assertEquals(0.91, whole.score());
  }

  @Test
  @DisplayName(
      "LINK-A19 two identical copies are both offered at 0.93, in the same order whatever came"
          + " first")
  void a19_twoCopies() {
    List<String> files =
        new ArrayList<>(List.of("x/one.md", "y/one.md", "docs/a.md", "z/other.md"));
    PathHistory history = new FakeHistory().gone("docs/one.md", "x/one.md", "y/one.md");
    for (int run = 0; run < 100; run++) {
      Collections.shuffle(files, new Random(run));
      Suggestions found = suggest(history, "docs/a.md", "one.md", files.toArray(String[]::new));
      assertEquals(
          List.of("x/one.md", "y/one.md"),
          found.candidates().stream().map(Candidate::path).toList());
      assertEquals(List.of(0.93, 0.93), found.candidates().stream().map(Candidate::score).toList());
      assertEquals(Band.HIGH, found.band());
    }
  }

  @Test
  @DisplayName("A target that leaves the workspace however it is read gets no suggestion")
  void leavesBothWays() {
    Suggestions found =
        suggest(PathHistory.NONE, "docs/a.md", "/../b.md", "docs/a.md", "docs/b.md", "b.md");
    assertEquals(List.of(), found.candidates());
    assertEquals(Band.NONE, found.band());
  }

  @Test
  @DisplayName("What exists from the root is meant that way: 0.98")
  void root() {
    Candidate best = best("docs/a.md", "docs/guide.md", "docs/guide.md", "docs/a.md", "x/guide.md");
    assertEquals("docs/guide.md", best.path());
    assertTrue(best.score() >= 0.98, best.toString());
    assertEquals(EvidenceKind.ROOT, best.evidence().getFirst().kind());
  }

  @Test
  @DisplayName(
      "Bytes that live on under another name count 0.88, 0.80 where a file of the old name exists")
  void renamedBytes() {
    PathHistory history = new FakeHistory().gone("docs/old.md", "docs/new.md");
    assertEquals(
        0.88,
        only(suggest(history, "docs/a.md", "old.md", "docs/new.md", "docs/a.md"), "docs/new.md"));
    assertEquals(
        0.80,
        only(
            suggest(history, "docs/a.md", "old.md", "docs/new.md", "docs/a.md", "x/old.md"),
            "docs/new.md"));
  }

  @Test
  @DisplayName("A recorded rename counts 0.95, and what the name says as well adds to it")
  void renames() {
    PathHistory history = new FakeHistory().renamed("docs/old.md", "handbook/entirely.md");
    assertEquals(
        0.95,
        only(
            suggest(history, "docs/a.md", "old.md", "handbook/entirely.md", "docs/a.md"),
            "handbook/entirely.md"));
    PathHistory moved = new FakeHistory().renamed("docs/old.md", "handbook/old.md");
    assertEquals(
        0.98,
        only(
            suggest(moved, "docs/a.md", "old.md", "handbook/old.md", "docs/a.md"),
            "handbook/old.md"));
  }

  @Test
  @DisplayName("What was deleted and lives on nowhere has no candidate above 0.80 by its name")
  void deleted() {
    PathHistory history = new FakeHistory().gone("docs/old.md");
    assertEquals(
        0.80,
        only(suggest(history, "docs/a.md", "old.md", "x/y/old.md", "docs/a.md"), "x/y/old.md"));
  }

  @Test
  @DisplayName("where a file was moved into one of several editions, the newest may be meant")
  void editions() {
    PathHistory history = new FakeHistory().gone("examples/run.yaml", "examples/v1alpha1/run.yaml");
    String[] files = {
      "examples/v1alpha1/run.yaml", "examples/v1beta1/run.yaml", "docs/a.md", "docs/v1/b.md"
    };

    Suggestions found = suggest(history, "docs/a.md", "../examples/run.yaml", files);

    assertEquals(
        List.of("examples/v1beta1/run.yaml", "examples/v1alpha1/run.yaml"),
        found.candidates().stream().map(Candidate::path).toList());
    assertEquals(Band.MEDIUM, found.band());
    assertEquals(
        0.99,
        only(suggest(history, "docs/a.md", "../examples/run.yaml", files[0], files[2]), files[0]),
        "one edition alone is certain");
    assertEquals(
        "examples/v1alpha1/run.yaml",
        suggest(history, "docs/v1/b.md", "../../examples/run.yaml", files)
            .candidates()
            .getFirst()
            .path(),
        "a document of an edition has its own");
  }

  @Test
  @DisplayName("names that share words with the target's, or are the link's words, are offered low")
  void sharedWords() {
    String[] files = {"docs/a.md", "docs/http.md", "docs/pipelines.md", "data-http.yaml"};

    Suggestions found = suggest(PathHistory.NONE, "docs/a.md", "data-http-calls.md", files);
    assertEquals("docs/http.md", found.candidates().getFirst().path());
    assertEquals(Band.LOW, found.band());
    assertEquals(1, found.candidates().size(), "a page is asked for");

    Suggestions named =
        new Suggester(CandidateFiles.of(List.of(files)), PathHistory.NONE, Contents.UNKNOWN)
            .suggest(new Broken("docs/a.md", "concepts.md", null, "Pipelines"));
    assertEquals("docs/pipelines.md", named.candidates().getFirst().path());
    assertEquals(Band.LOW, named.band());
  }

  @Test
  @DisplayName("a bare README that is only at the root is not certain")
  void bareGenericName() {
    String[] files = {"README.md", "guides/plugins/a.md", "guides/_index.md", "CODE.md"};

    assertEquals(Band.MEDIUM, suggest(PathHistory.NONE, files[1], "README.md", files).band());
    assertEquals(Band.HIGH, suggest(PathHistory.NONE, files[1], "CODE.md", files).band());
  }

  @Test
  @DisplayName("a released edition is newer than drafts of it; 1.10 is newer than 1.9")
  void newest() {
    CandidateFiles files =
        CandidateFiles.of(
            List.of("v1/a", "v2alpha1/a", "v2beta2/a", "v2beta10/a", "d/1.9/b", "d/1.10/b", "x/c"));
    assertEquals(Optional.of("v1/a"), files.newerEdition("v2alpha1/a"));
    assertEquals(Optional.empty(), files.newerEdition("v1/a"));
    assertEquals(Optional.of("d/1.10/b"), files.newerEdition("d/1.9/b"));
    assertEquals(Optional.empty(), files.newerEdition("x/c"));
    assertEquals(
        Optional.of("v2beta10/a"),
        CandidateFiles.of(List.of("v2beta2/a", "v2beta10/a")).newerEdition("v2beta2/a"));
  }

  @Test
  @DisplayName("a similar name with another ending is no better than the same name with one")
  void similarEndings() {
    Suggestions found =
        suggest(
            PathHistory.NONE,
            "docs/a.md",
            "PipelineRun.md",
            "docs/a.md",
            "docs/pipelineruns.md",
            "x/pipelineruns.yml");
    assertEquals("docs/pipelineruns.md", found.candidates().getFirst().path());
    assertTrue(only(found, "x/pipelineruns.yml") <= 0.78);
  }

  @Test
  @DisplayName("A document that moved still means what it meant from its earlier place")
  void documentMoved() {
    PathHistory history = new FakeHistory().lay("guides/start/a.md", "docs/a.md");
    Suggestions found =
        suggest(
            history, "guides/start/a.md", "b.md", "docs/b.md", "guides/start/a.md", "other/b.md");
    assertEquals("docs/b.md", found.candidates().getFirst().path());
    assertEquals(Band.HIGH, found.band());
  }

  @Test
  @DisplayName(
      "Of several files of the name the nearest comes first, medium at most; near ties are not"
          + " high")
  void nearest() {
    Suggestions found =
        suggest(
            PathHistory.NONE,
            "docs/a/x.md",
            "plan.md",
            "docs/b/plan.md",
            "far/away/plan.md",
            "docs/a/x.md");
    assertEquals("docs/b/plan.md", found.candidates().getFirst().path());
    assertEquals(Band.MEDIUM, found.band());
  }

  @Test
  @DisplayName(
      "A missing heading costs 0.03 and is told; one that is there never lifts over a band")
  void headings() {
    Contents contents =
        new Contents() {
          @Override
          public Optional<Set<String>> anchors(String path) {
            return Optional.of(path.equals("x/plan.md") ? Set.of("install") : Set.of());
          }

          @Override
          public Optional<String> title(String path) {
            return Optional.empty();
          }
        };
    Suggestions found =
        suggest(contents, "docs/a.md", "plan.md", "install", "x/plan.md", "docs/a.md");
    assertEquals(0.93, found.candidates().getFirst().score());
    Suggestions missing =
        suggest(contents, "docs/a.md", "plan.md", "gone", "x/plan.md", "docs/a.md");
    assertEquals(0.89, missing.candidates().getFirst().score());
    assertTrue(missing.candidates().getFirst().headingMissing());
    assertEquals(Band.MEDIUM, missing.band());
  }

  @Test
  @DisplayName(
      "A page written without its ending, or as a site would name it, is the page in that place")
  void pages() {
    assertEquals("docs/guide.md", best("docs/a.md", "guide", "docs/guide.md", "docs/a.md").path());
    assertEquals(
        "docs/guide/index.md",
        best("docs/a.md", "guide.html", "docs/guide/index.md", "docs/a.md").path());
    assertEquals(
        "docs/guide",
        best("docs/a.md", "guide/README.md", "docs/guide/start.rst", "docs/a.md").path());
  }

  @Test
  @DisplayName("The folder of a README that is gone is never certain, and no answer to a fragment")
  void folders() {
    Suggestions found =
        suggest(PathHistory.NONE, "lib/docs/api.md", "../README.md", "lib/docs/api.md");
    assertEquals("lib", found.candidates().getFirst().path());
    assertEquals(Band.MEDIUM, found.band());
    assertTrue(
        suggest(Contents.UNKNOWN, "lib/docs/api.md", "../README.md", "Token", "lib/docs/api.md")
            .candidates()
            .isEmpty());
  }

  @Test
  @DisplayName("The document itself is no candidate, and without any there is none")
  void none() {
    Suggestions found =
        suggest(PathHistory.NONE, "docs/a.md", "x/a.md", "docs/a.md", "src/Main.java");
    assertTrue(found.candidates().isEmpty());
    assertEquals(Band.NONE, found.band());
  }

  @Test
  @DisplayName("At most nine are kept")
  void nine() {
    String[] many = new String[30];
    for (int i = 0; i < many.length; i++) {
      many[i] = "d" + i + "/plan.md";
    }
    assertEquals(9, suggest(PathHistory.NONE, "docs/a.md", "plan.md", many).candidates().size());
  }

  @Test
  @DisplayName("A name typed with its marks apart is found, too")
  void composedNames() {
    assertEquals("\u00fc/a.md", best("docs/x.md", "../u\u0308/A.md", "\u00fc/a.md").path());
  }

  @Test
  @DisplayName("A target that leaves the workspace is still read from the root")
  void leaves() {
    Candidate best = best("a.md", "../../docs/guide.md", "docs/guide.md");
    assertEquals("docs/guide.md", best.path());
    assertFalse(best.headingMissing());
  }

  private static double only(Suggestions found, String path) {
    return found.candidates().stream()
        .filter(candidate -> candidate.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(found.toString()))
        .score();
  }

  private static Candidate best(String document, String target, String... files) {
    return suggest(PathHistory.NONE, document, target, files).candidates().getFirst();
  }

  private static Suggestions suggest(
      PathHistory history, String document, String target, String... files) {
    return new Suggester(CandidateFiles.of(List.of(files)), history, Contents.UNKNOWN)
        .suggest(new Broken(document, target, null, ""));
  }

  private static Suggestions suggest(
      Contents contents,
      String document,
      String target,
      @Nullable String fragment,
      String... files) {
    return new Suggester(CandidateFiles.of(List.of(files)), PathHistory.NONE, contents)
        .suggest(new Broken(document, target, fragment, ""));
  }
}
