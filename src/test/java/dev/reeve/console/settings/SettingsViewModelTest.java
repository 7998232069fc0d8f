package dev.reeve.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleOptions.Look;
import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.settings.Setting.Choice;
import dev.reeve.console.settings.Setting.Fact;
import dev.reeve.console.settings.Setting.Key;
import dev.reeve.console.settings.Setting.Section;
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
  void theSearchLooksThroughAllSectionsAndSaysHowMany() {
    model.refresh();
    assertTrue(model.shown().stream().allMatch(s -> s.section() == Section.APPEARANCE));
    model.searchProperty().set("watched folders");
    assertEquals(List.of("roots"), model.shown().stream().map(Setting::id).toList());
    assertEquals("1 of " + model.all().size(), model.nOfM().getValue());
    model.searchProperty().set("");
    model.sectionProperty().set(Section.WATCHER);
    assertTrue(model.shown().stream().allMatch(each -> each.control() instanceof Fact));
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
        List.of(3, 0),
        FileProblem.ofToml(
                "[watch]\nroots = [\".\"]\ndebounce_ms = \"x\"\n[locks]\n",
                List.of("watch.debounce_ms is not used: it must be a number", "keep is not used"))
            .stream()
            .map(FileProblem::line)
            .toList());
  }

  @Test
  void whatTheEngineDoesIsReadOnly() {
    model.refresh();
    for (Section section : List.of(Section.WORKSPACE, Section.WATCHER, Section.QUEUE)) {
      assertTrue(
          model.all().stream()
              .filter(each -> each.section() == section)
              .allMatch(each -> each.control() instanceof Fact));
    }
  }
}
