package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.LinksEvent;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.index.LinkSnapshot;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinksViewModelTest {
  private static final String WHY = "the plan was merged";

  private final SettableClock clock = new SettableClock("2026-11-17T14:00:00Z");
  private final FakeSession session = new FakeSession(clock);
  private final TestScreen screen = new TestScreen(clock);
  private final List<Spot> spots = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private LinksViewModel model;

  @BeforeEach
  void open() {
    SampleLinks.some(session.links);
    make();
  }

  private void make() {
    model = new LinksViewModel(session.links, session.bus, screen.screen, "dana", shown::add);
    model.list().activeProperty().set(true);
    model.onFocus(spots::add);
    model.refresh();
  }

  private List<String> keys() {
    return model.list().rows().shown().stream().map(LinkRow::key).toList();
  }

  private String chosen() {
    return model.list().selected().isEmpty() ? "" : model.list().selected().getFirst();
  }

  private List<Wish> last() {
    return session.links.decided.getLast();
  }

  private Command key(String key) {
    LinkCommands all = model.commands();
    List<Command> offered = new ArrayList<>(all.numbers());
    offered.addAll(
        List.of(
            all.accept(),
            all.stub(),
            all.manual(),
            all.historical(),
            all.ignore(),
            all.later(),
            all.undo(),
            all.repeat(),
            all.next(),
            all.before(),
            all.mark(),
            all.markNext(),
            all.fold(),
            all.unfold(),
            all.apply(),
            all.acceptSure(),
            all.likeThis(),
            all.peek()));
    return offered.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }

  /** As keys and buttons do it: what cannot run now says why. */
  private void press(String key) {
    new CommandButtons(screen.screen.notices()).act(key(key));
  }

  private void broken(List<Finding> findings) {
    session.bus.publish(
        new LinksEvent.Changed(
            new LinkSnapshot(
                2, true, 40, 90, Map.of(), Map.of(), findings, List.of(), Duration.ZERO, null)));
  }

  @Test
  @DisplayName("The scan is out of date while other links are broken than it found, in any order")
  void outdated() {
    List<Finding> found = session.links.rows.stream().map(TriageRow::finding).toList();
    broken(found);
    screen.due(Duration.ofSeconds(4));
    assertFalse(model.scanning().outdatedProperty().get());
    broken(found.subList(1, found.size()));
    assertTrue(model.scanning().outdatedProperty().get());
    broken(found.reversed());
    assertFalse(model.scanning().outdatedProperty().get());
    broken(List.of());
    assertTrue(model.scanning().outdatedProperty().get());
    model.scanning().scan();
    assertFalse(model.scanning().outdatedProperty().get());
    broken(found.subList(0, 1));
    assertFalse(
        model.scanning().outdatedProperty().get(), "what the scan saw is heard of afterwards");
    screen.due(Duration.ofSeconds(4));
    assertFalse(model.scanning().outdatedProperty().get());
    broken(found);
    assertTrue(model.scanning().outdatedProperty().get());
  }

  @Test
  @DisplayName("A second scan while the first settles begins the wait anew")
  void aSecondScanWithinFourSecondsKeepsSettling() {
    List<Finding> found = session.links.rows.stream().map(TriageRow::finding).toList();
    screen.due();
    broken(found);
    model.scanning().scan();
    Runnable first = screen.timed.getLast().work();
    screen.timed.removeLast();
    model.scanning().scan();
    first.run();
    broken(found.subList(0, 1));
    assertFalse(model.scanning().outdatedProperty().get(), "the second scan may have seen this");
    screen.due(Duration.ofSeconds(4));
    assertFalse(model.scanning().outdatedProperty().get());
    broken(found);
    assertTrue(model.scanning().outdatedProperty().get());
  }

  @Test
  @DisplayName("Where an earlier process has read the documents they are read at once, else not")
  void whoComesBackFindsWhatWasLeft() {
    session.links.scanned = false;
    make();
    assertEquals(0, session.links.scans);
    session.links.scannedBefore = true;
    make();
    assertEquals(1, session.links.scans);
    assertFalse(keys().isEmpty());
  }

  @Test
  @DisplayName("Where it cannot be told whether they were read before, that is said")
  void goOnThatFailsIsTold() {
    model.scanning().goOn();
    assertNull(model.list().problemProperty().get());
    session.links.failure =
        EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
    model.scanning().goOn();
    assertEquals("STORE_BUSY", model.list().problemProperty().get().code());
  }

  @Test
  @DisplayName(
      "Links that miss the same stand below a row of their own, and work begins at the first")
  void groups() {
    assertEquals(
        List.of(
            "group docs/setup.md",
            "a1",
            "a2",
            "group archive/plan.md",
            "b1",
            "b2",
            "b3",
            "c1",
            "d1",
            "e1"),
        keys());
    assertEquals("group docs/setup.md", chosen());
    assertEquals("8 of 8", model.list().nOfM().getValue());
    assertEquals(8, model.leftCount().get());
  }

  @Test
  @DisplayName("Enter takes a sure candidate for the whole group without a reason, and goes on")
  void acceptsAGroup() {
    press("Enter");
    assertEquals(List.of("a1", "a2"), last().stream().map(Wish::findingId).toList());
    assertEquals("docs/new/1-setup.md", last().getFirst().choice().target());
    assertEquals("group archive/plan.md", chosen());
    assertEquals("2 decided \u00b7 2 staged", model.header().progressText().getValue());
    assertEquals(6, model.leftCount().get());
  }

  @Test
  @DisplayName("A candidate below 0.85 needs a reason; the field has the keys then")
  void weakCandidatesNeedAReason() {
    model.select("group archive/plan.md");
    press("1");
    assertTrue(session.links.decided.isEmpty());
    assertEquals(Spot.RATIONALE, spots.getLast());
    model.decisions().draft().rationaleProperty().set(WHY);
    model.decisions().confirm();
    assertEquals(3, last().size());
    assertEquals("c1", chosen());
    assertEquals(
        "", model.decisions().draft().rationaleProperty().get(), "the next has its own reason");
  }

  @Test
  @DisplayName("Enter says Choose 1-9 when the best is weak or hardly better than the next")
  void nothingStandsOut() {
    model.select("d1");
    assertEquals(-1, model.candidates().highlightedProperty().get());
    press("Enter");
    assertTrue(session.links.decided.isEmpty());
    assertTrue(screen.notice().startsWith("Choose 1\u20139"), screen.notice());
    press("2");
    model.decisions().draft().rationaleProperty().set(WHY);
    model.decisions().confirm();
    assertEquals("docs/new/2-q1.md", last().getFirst().choice().target());
  }

  @Test
  @DisplayName("A reason is repeated with one key, and many uses of it are counted")
  void repeatsReasons() {
    model.select("c1");
    model.decisions().draft().rationaleProperty().set(WHY);
    press("I");
    assertInstanceOf(Choice.Ignore.class, last().getFirst().choice());
    model.select("d1");
    press("Quote");
    press("H");
    assertEquals(WHY, last().getFirst().choice().rationale());
    assertInstanceOf(Choice.Historical.class, last().getFirst().choice());
  }

  @Test
  @DisplayName("What was begun about a link goes with it; the words of its reason stay")
  void begunAboutAnother() {
    DecisionDraft draft = model.decisions().draft();
    model.select("c1");
    press("I");
    assertTrue(draft.ignores());
    model.select("d1");
    assertFalse(draft.ignores());
    press("I");
    draft.rationaleProperty().set(WHY);
    draft.scope(1);
    model.select("c1");
    assertFalse(draft.ignores());
    assertEquals(WHY, draft.rationaleProperty().get());
    press("I");
    Choice made = last().getFirst().choice();
    assertEquals(new Choice.Ignore(Choice.Scope.LINK, null, WHY), made, "nor how far it reached");
  }

  @Test
  @DisplayName("A missing file of a navigation document is neither ignored nor historical")
  void navIsStrict() {
    model.select("a1");
    assertFalse(key("I").enabled());
    assertTrue(key("I").whyNot().getValue().startsWith("Navigation documents must point"));
    assertFalse(key("H").enabled());
    assertTrue(key("M").enabled());
    model.select("c1");
    assertTrue(key("I").enabled());
  }

  @Test
  @DisplayName("A redirect and an edit by hand begin with the highlighted candidate")
  void stubsAndManual() {
    model.select("b1");
    press("S");
    assertEquals("docs/new/1-plan.md", model.decisions().draft().targetProperty().get());
    assertEquals("1 plan", model.decisions().draft().titleProperty().get());
    assertEquals(Spot.RATIONALE, spots.getLast());
    model.decisions().draft().rationaleProperty().set(WHY);
    model.decisions().confirm();
    assertEquals(new Choice.Stub("docs/new/1-plan.md", "1 plan", WHY), last().getFirst().choice());
    model.select("c1");
    press("M");
    assertEquals(Spot.TARGET, spots.getLast());
    model.decisions().draft().rationaleProperty().set(WHY);
    model.decisions().confirm();
    assertEquals("Name the target first.", screen.notice());
  }

  @Test
  @DisplayName("What was missing is said until it is there: a target, or another link")
  void aTypedTargetTakesTheNoticeAway() {
    model.select("c1");
    press("M");
    model.decisions().draft().rationaleProperty().set(WHY);
    model.decisions().confirm();
    assertEquals("Name the target first.", screen.notice());
    model.decisions().draft().targetProperty().set("docs/x.md");
    assertEquals("", screen.notice());
    model.decisions().cancel();

    model.select("b1");
    model.decisions().confirm();
    assertFalse(screen.notice().isEmpty(), "the candidate is no reason by itself");
    model.select("e1");
    assertEquals("", screen.notice());
  }

  @Test
  @DisplayName("A file that was searched is a candidate, highlighted, and needs a reason")
  void picksAFile() {
    model.select("c1");
    model.candidates().search().textProperty().set("found");
    assertEquals(List.of("docs/found/jwks.md"), model.candidates().search().found());
    model.candidates().pick("docs/found/jwks.md");
    assertEquals("docs/found/jwks.md", model.candidates().candidates().getFirst().target());
    model.decisions().draft().rationaleProperty().set(WHY);
    press("Enter");
    assertEquals(new Choice.Accept("docs/found/jwks.md", WHY), last().getFirst().choice());
  }

  @Test
  @DisplayName("What is put off goes to the end, U and Z keep the place")
  void laterAndUndo() {
    model.select("c1");
    press("U");
    assertEquals("d1", chosen());
    assertEquals("c1", keys().getLast());
    assertEquals(8, model.leftCount().get(), "it is left all the same");
    press("Z");
    assertEquals("c1", chosen(), "one goes back to what was taken back");
    assertEquals("c1", keys().get(7));
  }

  @Test
  @DisplayName("Undo goes back to the group that was decided, or to the row that hides the link")
  void undoOfAGroup() {
    String group = "group archive/plan.md";
    model.select(group);
    press("U");
    assertEquals("c1", chosen());
    press("Z");
    assertEquals(group, chosen());
    model.select("b2");
    press("U");
    assertEquals("b3", chosen());
    press("Z");
    assertEquals("b2", chosen(), "a decision about the group would be about more");
    press("U");
    model.fold(true);
    model.select("d1");
    press("Z");
    assertEquals(group, chosen());
    model.select("a1");
    press("U");
    make();
    model.select("e1");
    press("Z");
    assertEquals("a1", chosen(), "also what was decided before the program was opened");
  }

  @Test
  @DisplayName("Exactly what would be written is asked for once the keys rest")
  void preview() {
    model.select("e1");
    screen.due();
    assertEquals(
        List.of("docs/tides/report.md", "@@ -1,3 +1,3 @@"),
        model.candidates().preview().lines().getValue().stream()
            .limit(2)
            .map(line -> line.text())
            .toList());
    press("P");
    assertTrue(model.candidates().preview().title().getValue().startsWith("First 20 lines"));
  }

  @Test
  @DisplayName("How many links a rule takes stands above what would be written")
  void previewOfARule() {
    model.select("c1");
    press("I");
    screen.due();
    String title = model.candidates().preview().title().getValue();
    assertTrue(title.startsWith("A rule would take 1 link: "), title);
    Line taken = model.candidates().preview().lines().getValue().get(1);
    assertFalse(taken.text().startsWith(" "), "what it is set in by hangs over its next line");
    assertEquals("  ", taken.gutter());
  }

  @Test
  @DisplayName("A group stands for its links under a filter, and can be folded away")
  void filterAndFold() {
    model.list().filterProperty().set("rota");
    assertEquals(List.of("group archive/plan.md", "b2", "b3"), keys());
    assertEquals("2 of 8", model.list().nOfM().getValue());
    model.list().filterProperty().set("");
    model.select("b2");
    press("Left");
    assertEquals("group archive/plan.md", chosen());
    assertFalse(keys().contains("b2"));
    press("Right");
    assertTrue(keys().contains("b2"));
    model.groupingProperty().set(Grouping.FLAT);
    assertEquals(8, keys().size());
    model.navOnlyProperty().set(true);
    assertEquals(List.of("a1", "a2"), keys());
    assertEquals(2, model.leftCount().get());
    assertEquals("2 of 8 undecided", model.header().need().getValue().word());
    assertEquals(
        8, model.needCount().get(), "the badge tells what needs a person, looked at or not");
    model.navOnlyProperty().set(false);
    assertEquals("8 undecided", model.header().need().getValue().word());
    assertEquals(model.leftCount().get(), model.needCount().get());
  }

  @Test
  @DisplayName("Marked rows are decided like the current one, after a look at all of them")
  void bulk() {
    model.select("c1");
    press("Space");
    press("Shift+J");
    model.select("e1");
    press("Enter");
    model.select("e1");
    press("Shift+Enter");
    assertTrue(model.apply().openProperty().get());
    assertEquals(2, model.apply().items().size());
    model.apply().leaveOut(List.of("d1"));
    model.apply().act().run();
    assertEquals(List.of("c1"), last().stream().map(Wish::findingId).toList());
    assertFalse(model.apply().openProperty().get());
  }

  @Test
  @DisplayName(
      "Every sure candidate can be taken together; what is staged is carried out after a look")
  void sureOnesAndApply() {
    assertEquals("Accept all top candidates at or above 0.90 (2)\u2026", key("").text().getValue());
    model.commands().acceptSure().run();
    model.apply().act().run();
    assertEquals(2, model.rows().figuresProperty().get().staged());
    press("Ctrl+Enter");
    assertEquals(2, model.apply().items().size());
    assertEquals(
        "2 of 2 decisions \u00b7 1 file \u00b7 2 accepted", model.apply().counts().getValue());
    model.apply().act().run();
    assertTrue(model.apply().over().getValue());
    assertEquals(0, model.rows().figuresProperty().get().staged());
    model.apply().showExecution().run();
    assertEquals(List.of("EX-links"), shown);
  }

  @Test
  @DisplayName("A decision that is refused is told above the rows, and its row is chosen again")
  void refused() {
    model.select("e1");
    session.links.failure =
        EngineException.of(EngineException.Kind.CONFLICT, "STORE_BUSY", "Nothing was decided.");
    press("Enter");
    assertEquals("Nothing was decided.", model.list().problemProperty().get().what());
    assertEquals("e1", chosen());
    session.links.failure = null;
    press("Enter");
    assertNull(model.list().problemProperty().get());
  }

  @Test
  @DisplayName("Before the first scan the pane says what a scan does; then it shows what it found")
  void noScan() {
    session.links.scanned = false;
    make();
    String said = model.header().emptyText().getValue();
    assertTrue(said.startsWith("No scan yet. Links that lead nowhere would stand here"), said);
    assertTrue(said.contains("Press Scan or F5") && said.contains("changes nothing"), said);
    model.scanning().scan();
    assertEquals(8, model.leftCount().get());
    session.links.rows.clear();
    model.scanning().scan();
    assertTrue(
        model.header().emptyText().getValue().startsWith("No broken links in 412 documents"));
    assertEquals(
        1, model.header().emptyText().getValue().split("412", -1).length - 1, "it says it once");
  }

  @Test
  @DisplayName("After ten decisions the pace tells how long the rest takes; all decided is said")
  void paceAndEnd() {
    session.links.rows.clear();
    for (int i = 0; i < 24; i++) {
      session.links.rows.add(
          SampleLinks.row("x" + i, "docs/a.md", i + 1, "gone/" + i + ".md", 1, false, 0.95));
    }
    make();
    for (int i = 0; i < 12; i++) {
      assertEquals(
          i < 10 ? "" : "about 6 min to zero",
          i < 10 ? model.decisions().paceText().getValue() : pace(i));
      clock.advance(Duration.ofSeconds(30));
      screen.screen.ticker().tick();
      press("Enter");
    }
    for (int i = 0; i < 12; i++) {
      press("Enter");
    }
    assertEquals(0, model.leftCount().get());
    assertTrue(model.header().told().getValue().startsWith("No undecided links. 24 staged."));
  }

  @Test
  @DisplayName("A scan tells how many documents are read, carrying out how many files are written")
  void progress() {
    List<String> said = new ArrayList<>();
    session.links.underWay =
        () -> said.add(model.scanning().text().get() + " at " + model.scanning().fraction().get());
    model.scanning().scan();
    assertEquals(
        List.of("17 % \u00b7 143 of 412 documents read \u00b7 step 1 of 2 at " + 143 / 412.0 / 2),
        said);
    assertFalse(model.scanning().scanningProperty().get());

    said.clear();
    model.commands().acceptSure().run();
    model.apply().act().run();
    press("Ctrl+Enter");
    session.links.underWay =
        () -> {
          screen.due();
          said.add(model.apply().note().getValue() + " at " + model.apply().fraction().getValue());
          assertFalse(model.apply().act().enabled(), "nothing is begun twice");
        };
    model.apply().act().run();
    assertEquals(
        List.of("33 % \u00b7 1 of 1 files written \u00b7 step 1 of 3 at " + 1 / 3.0), said);
    assertTrue(model.apply().over().getValue());
  }

  private String pace(int decided) {
    String text = model.decisions().paceText().getValue();
    assertTrue(text.startsWith("about "), decided + " decided: " + text);
    return "about 6 min to zero";
  }

  @Test
  @DisplayName(
      "How many links a decision is about follows every choice, in a group and across rows")
  void chosenLinks() {
    model.select("group archive/plan.md");
    assertEquals(3, model.candidates().chosenLinks().getValue());
    model.select("b1");
    assertEquals(1, model.candidates().chosenLinks().getValue(), "the first of the group alone");
    model.list().selected().setAll("b1", "b2", "e1");
    assertEquals(3, model.candidates().chosenLinks().getValue());
    model.select("group archive/plan.md");
    String ofAll = model.candidates().message().getValue();
    model.select("b1");
    assertNotEquals(ofAll, model.candidates().message().getValue());
  }
}
