package dev.reeve.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleOptions.Look;
import dev.reeve.console.EngineSession;
import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.settings.Setting.Choice;
import dev.reeve.console.settings.Setting.Edit;
import dev.reeve.console.settings.Setting.Fact;
import dev.reeve.console.settings.Setting.Key;
import dev.reeve.console.settings.Setting.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final int[] resets = {0};
  private final SettingsViewModel model =
      new SettingsViewModel(
          session,
          test.screen,
          () ->
              List.of(
                  new KeyMeaning("Ctrl+B", List.of("Collapse the rail"), List.of()),
                  new KeyMeaning("R", List.of("Retry now"), List.of("Queue")),
                  new KeyMeaning("V", List.of("Revert"), List.of("Executions"))),
          () -> resets[0]++);

  private Setting setting(String id) {
    model.refresh();
    return model.all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void aChoiceTakesEffectAtOnceAndFollowsOtherSwitches() {
    Choice theme = (Choice) setting("theme").control();
    theme.value().setValue("DARK");
    assertEquals(Look.DARK, test.screen.appearance().lookProperty().get());
    test.screen.appearance().switchLook();
    assertEquals("LIGHT", theme.value().getValue());
    Choice density = (Choice) setting("density").control();
    density.value().setValue("COMPACT");
    assertEquals(Density.COMPACT, test.screen.appearance().densityProperty().get());
    Setting.Whole text = (Setting.Whole) setting("text-size").control();
    text.value().setValue(26);
    assertEquals(2.0, test.screen.textScale().get());
  }

  @Test
  void comingBackMakesNoRowAnewSoNothingListensTwice() {
    model.onScreen(true);
    List<Setting> before = List.copyOf(model.all());
    model.onScreen(false);
    model.onScreen(true);
    model.refresh();
    assertEquals(before, model.all());
  }

  @Test
  void theSizeOfTextFollowsOtherSwitchesAndDoesNotRoundWhatTheyChose() {
    Setting.Whole text = (Setting.Whole) setting("text-size").control();
    test.screen.textScale().set(1.5);
    assertEquals(20, text.value().getValue());
    assertEquals(1.5, test.screen.textScale().get());
  }

  @Test
  void rowsThatWereLeftFollowNothing() {
    Choice theme = (Choice) setting("theme").control();
    Setting.Whole text = (Setting.Whole) setting("text-size").control();
    Key retry = (Key) setting("key-R").control();
    model.close();
    test.screen.appearance().lookProperty().set(Look.DARK);
    test.screen.textScale().set(2);
    test.screen.keymap().chosen().put("R", "F7");
    assertEquals("SYSTEM", theme.value().getValue());
    assertEquals(13, text.value().getValue());
    assertEquals("R", retry.value().getValue());
  }

  @Test
  void theSearchLooksThroughAllSectionsAndSaysHowMany() {
    model.searchProperty().set("theme");
    assertEquals("", model.nOfM().getValue(), "those of the engine are not read yet");
    model.searchProperty().set("");
    model.refresh();
    assertTrue(model.shown().stream().allMatch(s -> s.section() == Section.APPEARANCE));
    model.searchProperty().set("watched folders");
    assertEquals(List.of("roots"), model.shown().stream().map(Setting::id).toList());
    assertEquals("1 of " + model.all().size(), model.nOfM().getValue());
    model.searchProperty().set("");
    model.sectionProperty().set(Section.WATCHER);
    assertTrue(model.shown().stream().allMatch(each -> each.control() instanceof Edit));
    assertTrue(model.note().contains(".reeve/config.toml"));
  }

  @Test
  void aKeyIsGivenAnotherAndWhatElseHasItIsSaid() {
    Key retry = (Key) setting("key-R").control();
    Key revert =
        (Key)
            model.all().stream()
                .filter(each -> each.id().equals("key-V"))
                .findFirst()
                .orElseThrow()
                .control();
    assertEquals("", retry.conflict().getValue());
    retry.value().setValue("Ctrl+B");
    assertEquals("Ctrl+B", test.screen.keymap().key("R"));
    assertEquals("Also: Collapse the rail", retry.conflict().getValue());
    retry.value().setValue("V");
    assertEquals("", revert.conflict().getValue(), "they never meet in one pane");
    retry.value().setValue("R");
    assertTrue(test.screen.keymap().chosen().isEmpty(), "the usual key is no choice");
    test.screen.keymap().lettersProperty().set(false);
    assertEquals("", test.screen.keymap().key("R"));
    assertEquals("Ctrl+B", test.screen.keymap().key("Ctrl+B"));
  }

  @Test
  void keysThatTypeCharactersOrAreNoKeysAreRefused() {
    assertTrue(Keymap.possible("Ctrl+Shift+F7"));
    assertTrue(!Keymap.possible("Ctrl+Alt+Q"), "it types a character on many layouts");
    assertTrue(!Keymap.possible("Ctrl"));
    assertTrue(!Keymap.possible("Hyper+Q"));
    assertTrue(!Keymap.possible(""));
  }

  @Test
  void problemsOfTheFilesAreListedByLine() {
    session.files =
        new dev.reeve.console.EngineSession.SettingsFiles("", "rules:\n  - id: a\n   bad: [\n");
    model.refresh();
    assertEquals(1, model.problems().size());
    assertTrue(model.problems().getFirst().line() >= 2, model.problems().toString());
    assertEquals(
        List.of(3, 5, 0),
        FileProblem.ofToml(
                "[watch]\nroots = [\".\"]\ndebounce_ms = \"x\"\n[locks]\nttl = 5\n",
                List.of(
                    "watch.debounce_ms is not used: it must be a number",
                    "locks.ttl is not used: there is no such key. Did you mean locks.ttl_seconds?",
                    "keep is not used"))
            .stream()
            .map(FileProblem::line)
            .toList());
  }

  private EngineSetting edited(String id) {
    return ((Edit) setting(id).control()).setting();
  }

  @Test
  void aSettingOfTheEngineIsShownBeforeAndAfterSavedAndUndone() {
    session.settings.put("watch.debounce_ms", 600L);
    session.inForce.put("watch.debounce_ms", 600L);
    EngineSetting debounce = edited("debounce");
    assertEquals("600", debounce.draftProperty().get());
    assertEquals("", debounce.change().getValue());
    debounce.draftProperty().set("800");
    assertEquals(
        "600 ms \u2192 800 ms, when the workspace is opened anew", debounce.change().getValue());
    assertEquals(List.of(), session.calls, "nothing is written before it is saved");
    debounce.save();
    assertEquals(List.of("settings watch.debounce_ms 600 800 dana"), session.calls);
    assertEquals(
        "Until the workspace is opened anew, this holds: 600 ms", debounce.waits().getValue());
    assertEquals("", debounce.change().getValue());
    assertEquals(
        "Quiet time before a file is looked at: 600 ms \u2192 800 ms."
            + " It holds when the workspace is opened anew.",
        test.notice());
    session.executions.put(
        "EX-settings", SampleData.session().executions.values().iterator().next());
    test.screen.notices().undo();
    assertTrue(session.calls.contains("revert EX-settings dana"), session.calls.toString());
  }

  @Test
  void whatIsUsualIsTakenOutOfTheFile() {
    session.settings.put("keep.days", 30L);
    EngineSetting days = edited("keep-days");
    assertTrue(!days.isUsual().getValue());
    days.usual();
    days.save();
    assertEquals(List.of("settings keep.days 30 null dana"), session.calls);
    assertTrue(days.isUsual().getValue());
  }

  @Test
  void aNumberIsTakenWithItsThousandsSetApartOrNot() {
    EngineSetting window = edited("window");
    for (String same : List.of("1000", "1,000")) {
      window.draftProperty().set(same);
      assertEquals("", window.problem().getValue(), same);
      assertEquals(1000L, window.given(), same);
    }
    window.tidy();
    assertEquals("1,000", window.draftProperty().get());
    window.draftProperty().set("1,00");
    assertEquals("A whole number from 0 to 60,000", window.problem().getValue());
    window.tidy();
    assertEquals("1,00", window.draftProperty().get(), "what was typed stays to be mended");
    EngineSetting backups = edited("backups");
    backups.draftProperty().set("1024");
    assertFalse(backups.changed().get(), "the same number, typed otherwise");
  }

  @Test
  void aValueThatCannotBeUsedIsToldAtTheFieldAndNotSaved() {
    EngineSetting window = edited("window");
    for (String wrong : List.of("soon", "", "60001", "-1")) {
      window.draftProperty().set(wrong);
      assertEquals("A whole number from 0 to 60,000", window.problem().getValue(), wrong);
      window.save();
    }
    EngineSetting roots = edited("roots");
    roots.draftProperty().set("docs, ../elsewhere");
    assertTrue(roots.problem().getValue().startsWith("Folders inside"), "out of the workspace");
    EngineSetting backups = edited("backups");
    assertEquals("1,024", backups.draftProperty().get(), "as its messages write numbers");
    backups.draftProperty().set("0");
    assertEquals("A whole number from 1 on", backups.problem().getValue());
    assertEquals(List.of(), session.calls);
    window.discard();
    assertEquals("", window.problem().getValue());
    roots.draftProperty().set("docs,  src ");
    roots.save();
    assertEquals(List.of("settings watch.roots [.] [docs, src] dana"), session.calls);
  }

  @Test
  void whatSomebodyIsChangingSurvivesAnotherReading() {
    EngineSetting window = edited("window");
    window.draftProperty().set("90");
    session.settings.put("watch.window_ms", 70L);
    session.settings.put("watch.debounce_ms", 71L);
    model.refresh();
    assertEquals("90", window.draftProperty().get());
    assertEquals("71", edited("debounce").draftProperty().get());
    assertEquals(
        "70 ms \u2192 90 ms, when the workspace is opened anew", window.change().getValue());
  }

  @Test
  void aRefusalIsSaidAndWhatWasTypedStays() {
    EngineSetting window = edited("window");
    window.draftProperty().set("90");
    session.failure = new IllegalStateException("the disk is full");
    window.save();
    assertEquals("90", window.draftProperty().get());
    assertTrue(model.problemProperty().get() != null);
    session.failure = null;
    model.refresh();
    assertEquals(null, model.problemProperty().get());
  }

  @Test
  void settingsThatCannotBeReadSaySoAndKeepWhatWasRead() {
    session.failure = new IllegalStateException("the disk is gone");
    SettingsViewModel fresh =
        new SettingsViewModel(session, test.screen, () -> List.of(), () -> {});
    fresh.sectionProperty().set(Section.WATCHER);
    assertEquals("Reading the settings", fresh.emptyText());
    fresh.refresh();
    assertEquals("This was not read. F5 tries again.", fresh.emptyText());
    assertNull(fresh.staleSinceProperty().get(), "nothing was read that could be old");
    assertTrue(fresh.unreadProperty().get());
    session.failure = null;
    fresh.refresh();
    assertFalse(fresh.unreadProperty().get());
    Instant read = test.screen.ticker().now();
    assertNull(fresh.staleSinceProperty().get());
    session.failure = new IllegalStateException("the disk is gone");
    fresh.refresh();
    assertEquals(read, fresh.staleSinceProperty().get());
    assertTrue(!fresh.shown().isEmpty());
  }

  @Test
  void overWhatWasFoundNoSectionIsMeant() {
    model.refresh();
    model.sectionProperty().set(Section.WATCHER);
    model.searchProperty().set("no such setting");
    assertEquals(
        "No setting matches \u201cno such setting\u201d. Clear the search to see all settings.",
        model.emptyText());
    assertEquals("", model.note());
    model.searchProperty().set("lease");
    assertEquals("", model.note(), "what was found may lie in many sections");
    assertTrue(model.searching());
  }

  @Test
  void whatLooksAlikeIsExplainedApart() {
    model.refresh();
    assertNotEquals(setting("registry").help(), setting("scope").help());
  }

  @Test
  void whoOnlyObservesReadsThemAndIsToldWhy() {
    session.keeper = new EngineSession.Keeper(false, "pid 4711 on atlas");
    model.refresh();
    model.sectionProperty().set(Section.WATCHER);
    assertTrue(model.shown().stream().allMatch(each -> each.control() instanceof Fact));
    assertTrue(model.note().contains("pid 4711 on atlas"), model.note());
  }

  @Test
  void theLimitOfTheOldestJobIsTheUsersOwn() {
    Setting.Whole limit = (Setting.Whole) setting("oldest").control();
    assertEquals(5, limit.value().getValue());
    limit.value().setValue(30);
    assertEquals(30, test.screen.appearance().oldestMinutesProperty().get());
  }

  @Test
  void theFileOfTheSectionIsOpenedOnceItIsThere() {
    List<Path> opened = new ArrayList<>();
    Command open = model.openFile(opened::add);
    assertEquals("config.toml is still being read.", open.whyNot().getValue());
    model.refresh();
    assertTrue(open.whyNot().getValue().startsWith("There is no config.toml yet"));
    session.files = new EngineSession.SettingsFiles("[watch]\n", "");
    model.refresh();
    open.run();
    model.sectionProperty().set(Section.POLICY);
    assertEquals("Open policy.yaml", open.text().getValue());
    assertTrue(open.whyNot().getValue().contains("built-in"));
    open.run();
    assertEquals(List.of(session.root().resolve(".reeve/config.toml")), opened);
  }

  @Test
  void whatCouldNotBeOpenedIsSaid() {
    session.files = new EngineSession.SettingsFiles("[watch]\n", "");
    model.refresh();
    model
        .openFile(
            file -> {
              throw new IOException("no program is set for it");
            })
        .run();
    Path file = session.root().resolve(".reeve/config.toml");
    assertEquals(
        "config.toml was not opened: no program is set for it. Its whole path: " + file,
        test.notice());
    assertEquals(
        List.of("Copy path"),
        test.screen.notices().currentProperty().get().actions().stream()
            .map(Notices.Action::text)
            .toList());
  }
}
