package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionProgress;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApplyViewModelTest {
  private final SettableClock clock = new SettableClock("2026-11-17T14:00:00Z");
  private final FakeSession session = new FakeSession(clock);
  private final TestScreen screen = new TestScreen(clock);
  private LinksViewModel model;

  @BeforeEach
  void open() {
    model = SampleLinks.pane(session, screen.screen);
    accept("group docs/setup.md");
    accept("e1");
  }

  private void accept(String row) {
    model.select(row);
    model.commands().accept().run();
  }

  private List<String> states() {
    return model.apply().items().stream()
        .map(each -> each.where() + " " + each.state().text(clock.now()))
        .toList();
  }

  @Test
  @DisplayName(
      "A link that is not broken any more is no conflict, and the receipt says where it went")
  void gone() {
    session.links.edited.add("docs/tides/report.md");
    session.links.heldBy = "GONE";
    model.commands().apply().run();
    assertEquals(
        "2 of 3 decisions \u00b7 1 file \u00b7 2 accepted \u00b7 1 decision has nothing left to do",
        model.apply().counts().getValue());
    assertEquals("docs/tides/report.md:8 Gone", states().getFirst());
    model.apply().act().run();
    String said =
        "2 decisions carried out and verified;"
            + " 1 had nothing left to do and is no longer staged";
    assertEquals(said, model.apply().note().getValue());
    assertEquals("Staged decisions were carried out", model.apply().title().getValue());
    assertEquals("", screen.notice(), "the receipt stands in the dialog");
    assertEquals(said, screen.screen.notices().kept().getFirst().text());
  }

  @Test
  @DisplayName("What is held back for another reason stays staged, and is counted by itself")
  void conflict() {
    session.links.edited.add("docs/tides/report.md");
    model.commands().apply().run();
    assertEquals(
        "2 of 3 decisions \u00b7 1 file \u00b7 2 accepted \u00b7 1 conflict stays staged",
        model.apply().counts().getValue());
    model.apply().act().run();
    assertEquals(
        "2 decisions carried out and verified, 1 was not", model.apply().note().getValue());
  }

  @Test
  @DisplayName("While files are written each decision says whether its file is in place")
  void written() {
    List<List<String>> said = new ArrayList<>();
    session.links.underWay =
        () -> {
          wrote("README.md", 1, 0);
          screen.due();
          said.add(states());
          wrote("docs/tides/report.md", 1, 1);
          screen.due();
          said.add(states());
        };
    model.commands().apply().run();
    model.apply().act().run();
    List<String> first =
        List.of("README.md:12 Written", "README.md:40 Written", "docs/tides/report.md:8 Ready");
    assertEquals(List.of(first, first), said, "a file that was given up is not in place");
    assertFalse(states().contains("docs/tides/report.md:8 Ready"));
  }

  @Test
  @DisplayName("How many files are written is how many of the rows' files are")
  void countedAsShown() {
    List<String> said = new ArrayList<>();
    session.links.underWay =
        () -> {
          wrote("README.md", 2, 1);
          wrote("docs/tides/report.md", 2, 1);
          screen.due();
          said.add(model.apply().note().getValue());
          said.addAll(states());
        };
    model.commands().apply().run();
    model.apply().act().run();
    assertEquals("docs/tides/report.md:8 Written", said.getLast(), "after one was given up");
    long files =
        said.stream()
            .filter(each -> each.endsWith(" Written"))
            .map(each -> each.replaceFirst(":.*", ""))
            .distinct()
            .count();
    long told = files + 1; // with the one that the engine told of before
    assertTrue(said.getFirst().contains(told + " of 2 files written"), said.toString());
  }

  /** It fails after a file was in place, with what then happened beside it. */
  private void fails(Runnable beside) {
    session.links.underWay =
        () -> {
          wrote("README.md", 1, 0);
          screen.due();
          beside.run();
          throw new IllegalStateException("no room");
        };
    model.commands().apply().run();
    model.apply().toggle(List.of(model.apply().items().getLast().key()));
    model.apply().act().run();
  }

  @Test
  @DisplayName("When it fails the decisions are shown as they are then, and what was left out is")
  void failed() {
    fails(() -> {});
    assertTrue(model.apply().problemProperty().get().what().contains("no room"));
    assertEquals(
        List.of("README.md:12 Ready", "README.md:40 Ready", "docs/tides/report.md:8 Ready"),
        states());
    assertFalse(model.apply().items().getLast().included());
    assertTrue(model.apply().act().enabled());
  }

  @Test
  @DisplayName("When it fails after all was written nothing is offered once more")
  void failedAfterwards() {
    fails(() -> session.links.rows.removeIf(row -> row.state() == TriageRow.State.STAGED));
    assertTrue(model.apply().problemProperty().get().what().contains("no room"));
    assertEquals(List.of(), states());
    assertFalse(model.apply().act().enabled());
    assertTrue(model.apply().over().getValue());
  }

  @Test
  @DisplayName("When it fails and how the decisions are cannot be told, none is offered")
  void failedAndUnknown() {
    fails(() -> session.links.failure = new IllegalStateException("closed"));
    assertTrue(model.apply().problemProperty().get().what().contains("no room"));
    assertEquals(List.of(), states());
    assertFalse(model.apply().act().enabled());
  }

  @Test
  @DisplayName("What was refused after it had begun is not said to be carried out")
  void refused() {
    session.links.refused = "README.md is not as it was.";
    model.commands().apply().run();
    model.apply().act().run();
    assertTrue(model.apply().over().getValue());
    assertEquals("Apply staged decisions", model.apply().title().getValue());
    assertEquals("README.md is not as it was.", model.apply().problemProperty().get().what());
    model.apply().problemProperty().set(null);
    assertEquals("Apply staged decisions", model.apply().title().getValue());
  }

  @Test
  @DisplayName("Beside a run that nobody looks at nothing else is begun; its failure is told")
  void besideARun() {
    List<String> said = new ArrayList<>();
    fails(
        () -> {
          model.apply().close();
          model.commands().apply().run();
          assertTrue(model.apply().openProperty().get(), "what runs is shown");
          said.add(model.apply().title().getValue());
          model.apply().close();
        });
    assertEquals(List.of("Carrying out staged decisions"), said);
    assertTrue(
        Objects.requireNonNull(model.list().problemProperty().get()).what().contains("no room"));
  }

  @Test
  @DisplayName("Many decisions are left out and taken in with one look at how many that leaves")
  void manyAtOnce() {
    model.commands().apply().run();
    List<String> told = new ArrayList<>();
    Command act = model.apply().act();
    act.text().addListener((observable, was, is) -> told.add(is));
    act.whyNot().addListener((observable, was, is) -> told.add(is));
    List<String> keys = model.apply().items().stream().map(ApplyItem::key).toList();
    model.apply().leaveOut(keys);
    assertEquals(
        List.of("Apply 0", "Every decision is left out."), told.stream().sorted().toList());
    told.clear();
    model.apply().toggle(keys);
    assertEquals(List.of("", "Apply 3"), told.stream().sorted().toList());
  }

  private void wrote(String path, int done, int failed) {
    session.bus.publish(
        new ExecutionEvent.Progressed(
            "EX-links",
            new ExecutionProgress(path, done, failed, 2, 600, 1_200, Duration.ofMillis(80))));
  }
}
