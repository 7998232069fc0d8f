package dev.reeve.console.welcome;

import dev.reeve.console.EngineSession;
import dev.reeve.console.Workspaces;
import dev.reeve.console.Workspaces.Creation;
import dev.reeve.console.Workspaces.Look;
import dev.reeve.console.Workspaces.Recent;
import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The first window: recent workspaces, the sample, and opening a folder, which is only looked at
 * until the operator adopts it. Screen thread.
 */
public final class WelcomeViewModel {
  /**
   * A workspace opened lately, for people.
   *
   * @param opened when, in words
   */
  public record RecentEntry(String name, String folder, String opened) {}

  /** What the engine says of a folder that is in nobody's care. */
  private static final String NOT_ADOPTED = "NOT_ADOPTED";

  private final Workspaces workspaces;
  private final Screen screen;
  private final BackgroundWork.Latest looking;
  private final Consumer<EngineSession> opened;
  private final ObservableList<RecentEntry> recent = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Look> look = new ReadOnlyObjectWrapper<>(null);
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);

  /**
   * @param opened takes the session once a workspace is open; nothing else can be opened from then
   *     on, unless {@link #notShown} says that its window did not come
   */
  public WelcomeViewModel(Workspaces workspaces, Screen screen, Consumer<EngineSession> opened) {
    this.workspaces = workspaces;
    this.screen = screen;
    this.looking = screen.work().latest();
    this.opened = opened;
  }

  /** Reads which workspaces were opened lately. */
  public void refresh() {
    screen
        .work()
        .run(
            workspaces::recent,
            found -> recent.setAll(found.stream().map(WelcomeViewModel::entry).toList()),
            problem::set);
  }

  private static RecentEntry entry(Recent workspace) {
    return new RecentEntry(
        workspace.name(), workspace.root().toString(), Formats.stamp(workspace.opened()));
  }

  /** Looks at a folder; one that is adopted is opened, another waits for {@link #adopt}. */
  public void choose(String folder) {
    if (busy.get()) {
      return;
    }
    problem.set(null);
    look.set(null);
    busy.set(true);
    looking.run(
        () -> workspaces.look(Path.of(folder)),
        found -> {
          busy.set(false);
          if (found.adopted()) {
            open(() -> workspaces.open(found.root()));
          } else {
            look.set(found);
          }
        },
        this::failed);
  }

  /** Opens a folder, which is looked at when it turns out that nobody has adopted it yet. */
  public void openOrLook(Path folder) {
    open(
        () -> workspaces.open(folder),
        why -> {
          if (NOT_ADOPTED.equals(why.code())) {
            busy.set(false);
            choose(folder.toString());
          } else {
            failed(why);
          }
        });
  }

  /** Creates what the look listed and opens the folder in observe mode. */
  public void adopt() {
    Look found = look.get();
    if (found != null) {
      open(() -> workspaces.adopt(found.root()));
    }
  }

  /** Opens the sample. */
  public void sample() {
    open(workspaces::sample);
  }

  /** Opens a workspace in the background. */
  public void open(Callable<EngineSession> opening) {
    open(opening, this::failed);
  }

  /** One at a time: two windows of one folder would keep each other from its changes. */
  private void open(Callable<EngineSession> opening, Consumer<Problem> failed) {
    if (busy.get()) {
      return;
    }
    problem.set(null);
    busy.set(true);
    screen.work().run(opening, opened, failed);
  }

  /** Says that the window of what was opened could not be made, and that it is closed again. */
  public void notShown(Problem why) {
    failed(why);
  }

  private void failed(Problem why) {
    busy.set(false);
    problem.set(why);
  }

  /** Goes back from the look without having written anything. */
  public void back() {
    looking.forget();
    look.set(null);
  }

  /** Workspaces opened lately, newest first. */
  public ObservableList<RecentEntry> recent() {
    return recent;
  }

  /** Whether a look waits for the decision. */
  public ObservableValue<Boolean> looked() {
    return Present.map(look.getReadOnlyProperty(), found -> true, false);
  }

  /** The folder that was looked at. */
  public ObservableValue<String> lookTitle() {
    return Present.map(look.getReadOnlyProperty(), found -> found.root().toString(), "");
  }

  /** What was found in it. */
  public ObservableValue<String> lookText() {
    return Present.map(look.getReadOnlyProperty(), WelcomeViewModel::findings, "");
  }

  private static String findings(Look found) {
    List<String> lines = new ArrayList<>();
    lines.add(Texts.get("welcome.look.counts", found.files(), found.documents()));
    lines.add(
        found.registry()
            ? Texts.get("welcome.look.registry")
            : Texts.get("welcome.look.no-registry"));
    lines.add(
        found.policy() ? Texts.get("welcome.look.policy") : Texts.get("welcome.look.no-policy"));
    lines.addAll(found.problems());
    return String.join("\n", lines);
  }

  /** Each thing adopting would create, with what it is for. */
  public ObservableValue<List<String>> creates() {
    return Present.map(
        look.getReadOnlyProperty(),
        found -> found.creates().stream().map(WelcomeViewModel::line).toList(),
        List.of());
  }

  private static String line(Creation creation) {
    return Texts.get("welcome.look.creation", creation.path(), creation.purpose());
  }

  /** Whether something is being opened or looked at, until its window is there. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy;
  }

  /** The failure on show, null for none. */
  public ObjectProperty<@Nullable Problem> problemProperty() {
    return problem;
  }

  /** What the windows share. */
  public Screen screen() {
    return screen;
  }
}
