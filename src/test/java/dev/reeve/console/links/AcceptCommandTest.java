package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.testing.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AcceptCommandTest {
  private final SettableClock clock = new SettableClock("2026-11-17T14:00:00Z");
  private final FakeSession session = new FakeSession(clock);
  private final TestScreen screen = new TestScreen(clock);
  private LinksViewModel model;
  private Command accept;

  @BeforeEach
  void open() {
    model = SampleLinks.pane(session, screen.screen);
    accept = model.commands().accept();
  }

  private String whyNot() {
    return accept.whyNot().getValue();
  }

  @Test
  @DisplayName("Accept says why not while no candidate stands out, until one is chosen")
  void noneStandsOut() {
    assertEquals("", whyNot(), "one stands out");
    model.select("d1");
    assertEquals("Choose 1\u20139: no candidate stands out.", whyNot());
    model.candidates().highlight(1);
    assertEquals("", whyNot());
    model.select("e1");
    assertEquals("", whyNot());
    model.list().selected().clear();
    assertEquals("No link is chosen.", whyNot());
  }

  @Test
  @DisplayName("Without any candidate it says what else can be done, until a file is picked")
  void noCandidate() {
    model.select("c1");
    assertEquals(
        "There is no candidate. Search a file with /, or decide with S, M, H or I.", whyNot());
    model.candidates().pick("docs/found/jwks.md");
    assertEquals("", whyNot());
  }

  @Test
  @DisplayName("Another decision being made can be staged by it, and says so by its rationale")
  void anotherDecision() {
    model.select("c1");
    model.commands().ignore().run();
    assertEquals("", whyNot());
    accept.run();
    assertTrue(session.links.decided.isEmpty());
    assertEquals("A rationale of 10 characters or more is needed.", screen.notice());
    model.decisions().cancel();
    assertTrue(!whyNot().isEmpty());
  }

  @Test
  @DisplayName("What a rationale is needed for is said in words, with how much is missing")
  void rationale() {
    model.select("c1");
    assertEquals(
        "A rationale is needed, unless a candidate has 0.85 or more: 10 more characters.",
        model.decisions().rationaleText().getValue());
    model.commands().ignore().run();
    model.decisions().draft().rationaleProperty().set("too short");
    assertEquals(
        "A rationale is needed: 1 more character.", model.decisions().rationaleText().getValue());
    model.decisions().draft().rationaleProperty().set("long enough");
    assertEquals("Enter stages the decision.", model.decisions().rationaleText().getValue());
  }

  @Test
  @DisplayName("A score says what its word means for who decides")
  void scores() {
    assertTrue(CandidateItems.told(0.95).startsWith("0.95 high: from 0.90 on"));
    assertTrue(CandidateItems.told(0.86).startsWith("0.86 medium: from 0.85 on"));
    assertTrue(CandidateItems.told(0.84).startsWith("0.84 low: below 0.85"));
    assertTrue(CandidateItems.told(-1).startsWith("No candidate"));
  }
}
