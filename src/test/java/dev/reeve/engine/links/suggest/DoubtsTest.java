package dev.reeve.engine.links.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.links.history.PathHistory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is not certain")
final class DoubtsTest {
  @ParameterizedTest
  @CsvSource({
    "mkdocs.yml, docs",
    "web/docusaurus.config.js, web/docs",
    "book/book.toml, book/src",
    "docs/_config.yml, docs",
    "hugo.toml, content",
    "site/config.toml, site/content",
    "site/config/_default/hugo.yaml, site/content",
    "guide/.vitepress/config.ts, guide"
  })
  @DisplayName("the border of a site counts both ways, whatever history says")
  void sites(String description, String site) {
    String page = site + "/en/page.md";
    String other = site + "/start.md";
    String outside = "examples/run.md";
    String[] files = {description, page, other, outside, "CONTRIBUTING.md"};
    PathHistory history =
        new FakeHistory().renamed("old/page.md", page).renamed(site + "/en/run.md", outside);

    assertEquals(Band.MEDIUM, band("CONTRIBUTING.md", "en/page.md", files));
    assertEquals(Band.MEDIUM, band(history, "CONTRIBUTING.md", "old/page.md", files));
    assertEquals(Band.MEDIUM, band(page, "../../examples/run.md", files));
    assertEquals(Band.MEDIUM, band(history, page, "run.md", files));
    assertEquals(Band.HIGH, band(other, "more/page.md", files), "from page to page");
    files[0] = "plain.txt";
    assertEquals(Band.HIGH, band("CONTRIBUTING.md", "en/page.md", files), "no site at all");
  }

  @Test
  @DisplayName("a site of the whole workspace has no border")
  void wholeSite() {
    assertEquals(
        Band.HIGH,
        band("README.md", "code/page.md", "README.md", "_config.yml", "docs/code/page.md"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/RELEASE_ISSUE_TEMPLATE.md",
        ".github/ISSUE_TEMPLATE/bug.md",
        ".gitlab/issue_templates/bug.md",
        ".github/pull_request_template.md"
      })
  @DisplayName("from a text that is copied elsewhere nothing is")
  void templates(String document) {
    assertEquals(Band.MEDIUM, band(document, "src/log.md", document, "src/log.md"));
    PathHistory history = new FakeHistory().renamed("src/log.md", "src/logs.md");
    assertEquals(Band.MEDIUM, band(history, document, "src/log.md", document, "src/logs.md"));
  }

  @Test
  @DisplayName("a page about templates is a page")
  void aboutTemplates() {
    assertEquals(
        Band.HIGH, band("docs/templates.md", "src/log.md", "docs/templates.md", "src/log.md"));
  }

  @ParameterizedTest
  @CsvSource({
    "text/en/start.md, ../notes/vtctl.md, text/de/notes/vtctl.md, MEDIUM",
    "text/en/start.md, ../notes/vtctl.md, text/en/notes/vtctl.md, HIGH",
    "text/en/start.md, ../de/vtctl.md, text/de/notes/vtctl.md, HIGH",
    "text/ui/start.md, tools/vtctl.md, text/db/tools/vtctl.md, HIGH",
    "text/v1.4/start.md, tools/vtctl.md, text/v1.3/tools/vtctl.md, MEDIUM",
    "text/2024/start.md, tools/vtctl.md, text/2023/tools/vtctl.md, HIGH",
    "text/start.md, tools/vtctl.md, text/v1.3/tools/vtctl.md, HIGH"
  })
  @DisplayName("a file of another language or version is not; other short names and years are none")
  void editions(String document, String target, String file, Band expected) {
    assertEquals(expected, band(document, target, file));
  }

  @Test
  @DisplayName("who names a version means it, though the file of that version became another's")
  void namedVersion() {
    PathHistory history = new FakeHistory().renamed("api/v1alpha4/a.go", "api/v1beta1/a.go");
    assertEquals(
        Band.MEDIUM, band(history, "docs/x.md", "../api/v1alpha4/a.go", "api/v1beta1/a.go"));
    PathHistory plain = new FakeHistory().renamed("api/old/a.go", "api/new/a.go");
    assertEquals(Band.HIGH, band(plain, "docs/x.md", "../api/old/a.go", "api/new/a.go"));
  }

  @Test
  @DisplayName("others' work that is kept here is not, unless it is named")
  void foreign() {
    String[] files = {"a.md", "x/vendor/lib/pkg/mock.go", "x/vendor/lib/README.md"};
    assertEquals(Band.MEDIUM, band("a.md", "lib/pkg/mock.go", files));
    assertEquals(Band.HIGH, band("a.md", "vendor/lib/pkg/mock.go", files));
    assertEquals(Band.HIGH, band(files[2], "../lib2/pkg/mock.go", files));
  }

  @Test
  @DisplayName("a name alone, read from the root, is not while other files have it")
  void bareNameAtRoot() {
    String[] files = {"docs/a.md", "version.go", "config/version.go"};
    assertEquals(Band.MEDIUM, band(files[0], "version.go", files));
    assertEquals(Band.HIGH, band(files[0], "version.go", files[0], files[1]), "the only one");
    assertEquals(Band.HIGH, band(files[0], "config/version.go", files), "a place");
    PathHistory history = new FakeHistory().lay(files[0], "a.md");
    assertEquals(Band.HIGH, band(history, files[0], "version.go", files), "history agrees");
  }

  @ParameterizedTest
  @CsvSource({
    "docs/help/a.md, b.md, docs/b.md, '', MEDIUM",
    "docs/help/a.md, b.md, x/b.md, '', MEDIUM",
    "docs/help/a.md, b.md, docs/b.md, B, HIGH",
    "docs/help/a.md, b.md, docs/help/more/b.md, '', HIGH",
    "docs/help/a.md, b.md, docs/guide/b.md, '', HIGH",
    "docs/help/a.md, ../old/b.md, docs/b.md, '', HIGH",
    "a.md, b.md, docs/b.md, '', HIGH",
    "docs/a.md, b.md, more/b.md, '', HIGH"
  })
  @DisplayName("the only file of a bare name is not where it lies above or far from the document")
  void bareNameElsewhere(String document, String target, String file, String words, Band expected) {
    assertEquals(
        expected,
        new Suggester(
                CandidateFiles.of(List.of(document, file)), PathHistory.NONE, Contents.UNKNOWN)
            .suggest(new Broken(document, target, null, words))
            .band());
  }

  @Test
  @DisplayName("of several files of the name the short end of a wrong way tells none for certain")
  void shortTail() {
    String[] files = {"howto/a.md", "ideas/parts/redis.md", "x/redis.md"};
    assertEquals(Band.MEDIUM, band(files[0], "../parts/redis.md", files));
    assertEquals(Band.HIGH, band(files[0], "parts/redis.md", files), "all that is written fits");
    assertEquals(Band.HIGH, band("howto/to/a.md", "../ideas/parts/redis.md", files), "longer");
    String[] pages = {"ideas/a.md", "other/big/parts/redis.md", "x/redis.md"};
    assertEquals(Band.MEDIUM, band(pages[0], "../../parts/redis", pages));
    assertEquals(Band.HIGH, band(pages[0], "../../big/parts/redis", pages), "longer, of pages");
    assertEquals(
        Band.HIGH,
        band("ideas/a.md", "../other/redis", "other/redis.md", "x/redis.md"),
        "the page in the very place");
    PathHistory history = new FakeHistory().renamed("parts/redis.md", files[1]);
    assertEquals(Band.HIGH, band(history, files[0], "../parts/redis.md", files));
  }

  private static Band band(String document, String target, String... files) {
    return band(PathHistory.NONE, document, target, files);
  }

  private static Band band(PathHistory history, String document, String target, String... files) {
    List<String> all = new ArrayList<>(List.of(files));
    all.add(document);
    return new Suggester(CandidateFiles.of(all), history, Contents.UNKNOWN)
        .suggest(new Broken(document, target, null, ""))
        .band();
  }
}
