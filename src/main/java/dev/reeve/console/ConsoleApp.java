package dev.reeve.console;

import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.FreezeMonitor;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.ScreenThread;
import dev.reeve.console.fx.Screens;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.layout.FirstSight;
import dev.reeve.console.layout.Memory;
import dev.reeve.console.layout.UserChoices;
import dev.reeve.console.layout.WindowMemory;
import dev.reeve.console.sample.SampleStepsViewModel;
import dev.reeve.console.sample.SampleStripView;
import dev.reeve.console.shell.ShellRehearsal;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.shell.Theme;
import dev.reeve.console.welcome.WelcomeView;
import dev.reeve.console.welcome.WelcomeViewModel;
import dev.reeve.engine.workspace.EngineClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The desktop console. {@link #launch} blocks until the last window is closed. Source: {@code
 * docs/guide/console.md}.
 */
public final class ConsoleApp extends Application {
  private record Start(
      Consumer<WelcomeViewModel> first,
      Workspaces workspaces,
      ConsoleOptions options,
      AtomicReference<@Nullable EngineSession> open,
      AtomicReference<@Nullable FirstSight> sight,
      Memory user,
      Queue<Memory> memories) {}

  /** The toolkit makes the application itself, so what it starts with must wait here for it. */
  private static volatile @Nullable Start waiting;

  private static @Nullable Curtain curtain;

  private final Start start;
  private final Screens screens;
  private final Appearance appearance;
  private @Nullable FreezeMonitor freezes;
  private @Nullable Stage stage;
  private @Nullable WindowMemory place;
  private @Nullable WelcomeViewModel welcome;
  private @Nullable ShellWindow shell;
  private @Nullable Instant sampleSince;
  private volatile CompletableFuture<@Nullable Void> rehearsal =
      CompletableFuture.completedFuture(null);

  /** Called by the toolkit only. */
  public ConsoleApp() {
    start = Objects.requireNonNull(waiting, "Use ConsoleApp.launch");
    screens = new Screens(EngineClock.system(), start.options().textScale());
    appearance = screens.screen().appearance();
  }

  /**
   * Shows the window, empty, as it looked last, before anything that takes time to load; {@link
   * #launch} goes on with it. Screen thread: it reads a few lines from a file while there is no
   * window yet that could wait, and a fifth sooner than beside the start of the toolkit.
   *
   * @param drawn told once a person can see it
   */
  public static void raise(ConsoleOptions options, Runnable drawn) {
    raised(options, lastSight(options)).afterDrawing(drawn);
  }

  private static Optional<FirstSight> lastSight(ConsoleOptions options) {
    return Optional.ofNullable(options.memory()).flatMap(FirstSight::read);
  }

  private static Curtain raised(ConsoleOptions options, Optional<FirstSight> sight) {
    Curtain shown = curtain;
    if (shown == null) {
      shown = new Curtain(sight, options.theme());
      curtain = shown;
    }
    return shown;
  }

  /**
   * Shows the console and returns when its window and then the engine are closed; once in the life
   * of a process.
   *
   * @param first what is done in the first window before anybody does anything; screen thread
   * @param workspaces what the first window can do
   */
  public static void launch(
      Consumer<WelcomeViewModel> first, Workspaces workspaces, ConsoleOptions options) {
    AtomicReference<@Nullable EngineSession> open = new AtomicReference<>();
    AtomicReference<@Nullable FirstSight> sight =
        new AtomicReference<>(lastSight(options).orElse(null));
    Path folder = options.memory();
    Memory user = folder == null ? Memory.none() : Memory.read(folder, "console.json");
    String language = user.get("language").asText("");
    if (!language.isEmpty()) {
      Texts.speak(Locale.of(language));
    }
    Queue<Memory> memories = new ConcurrentLinkedQueue<>(List.of(user));
    waiting = new Start(first, workspaces, options, open, sight, user, memories);
    Application.launch(ConsoleApp.class);
    memories.forEach(Memory::save);
    FirstSight last = sight.get();
    if (folder != null && last != null) {
      last.save(folder);
    }
    EngineSession left = open.getAndSet(null);
    if (left != null) {
      left.close(); // here, and not in stop(), which runs on the screen's thread
    }
  }

  /** What takes time comes when the window has been seen. */
  @Override
  public void start(Stage unused) {
    Curtain raised = raised(start.options(), Optional.ofNullable(start.sight().get()));
    stage = raised.stage();
    raised.afterDrawing(() -> furnish(raised.stage()));
  }

  private void furnish(Stage primary) {
    place = new WindowMemory(primary, start.user());
    place.join(Curtain.WIDTH, Curtain.HEIGHT);
    Theme.install();
    UserChoices.join(screens.screen(), start.user());
    if (start.options().theme() != ConsoleOptions.Look.SYSTEM) {
      appearance.lookProperty().set(start.options().theme());
    }
    Theme.systemDark().subscribe(appearance.systemDarkProperty()::set);
    start.user().saveWith(screens.screen());
    dress(primary.getScene());
    rehearsal = ShellRehearsal.begin(primary.getScene());
    showWelcome(start.first());
    appearance.dark().subscribe(() -> dress(primary.getScene()));
    appearance.textScaleProperty().subscribe(() -> dress(primary.getScene()));
    appearance.densityProperty().subscribe(() -> dress(primary.getScene()));
    tellSetAside(start.user());
    freezes = FreezeMonitor.start(ScreenThread.executor());
  }

  private void tellSetAside(Memory memory) {
    if (memory.setAside() != null) {
      screens.screen().notices().say(Texts.get("shell.notice.memory-set-aside", memory.setAside()));
    }
  }

  private void showWelcome(Consumer<WelcomeViewModel> first) {
    WelcomeViewModel model =
        new WelcomeViewModel(start.workspaces(), screens.screen(), this::showShell);
    welcome = model;
    Parent root = ViewLoader.load("welcome.fxml", new WelcomeView(model));
    show(root, Texts.get("shell.window.welcome"));
    model.refresh();
    first.accept(model);
  }

  private void showShell(EngineSession opened) {
    start.open().set(opened);
    if (opened.sample()) {
      sampleSince = screens.screen().ticker().now();
    }
    Path folder = start.options().memory();
    screens
        .screen()
        .work()
        .run(
            () -> {
              rehearsal.join();
              return folder == null
                  ? Memory.none()
                  : Memory.read(folder.resolve("workspaces"), Memory.nameOf(opened.root()));
            },
            memory -> showShell(opened, memory),
            problem -> showShell(opened, Memory.none()));
  }

  private void showShell(EngineSession opened, Memory memory) {
    start.memories().add(memory);
    memory.saveWith(screens.screen());
    ShellWindow.open(
        opened,
        screens.screen(),
        start.user(),
        memory,
        this::leave,
        window -> {
          tellSetAside(memory);
          showShell(opened, window);
        },
        this::notShown);
  }

  /**
   * The first window still stands, or a part of the other one that must not stay without a word.
   */
  private void notShown(Problem why) {
    if (shell != null) {
      leaveFor(welcome -> welcome.notShown(why));
    } else {
      WelcomeViewModel waits = Objects.requireNonNull(welcome);
      closeSession(() -> waits.notShown(why));
    }
  }

  private void showShell(EngineSession opened, ShellWindow window) {
    shell = window;
    Parent root = opened.sample() ? belowStrip(window, opened) : window.root();
    show(root, Texts.get("shell.window.title", opened.name()));
  }

  private Parent belowStrip(ShellWindow window, EngineSession sample) {
    SampleStepsViewModel steps = new SampleStepsViewModel(window.model(), sample.bus());
    VBox.setVgrow(window.root(), Priority.ALWAYS);
    return new VBox(
        ViewLoader.load(
            "sample-strip.fxml",
            new SampleStripView(steps, () -> leaveFor(WelcomeViewModel::sample))),
        window.root());
  }

  private void show(Parent root, String title) {
    Stage window = Objects.requireNonNull(stage);
    Scene scene = window.getScene();
    scene.getAccelerators().clear();
    scene.setRoot(root);
    dress(scene);
    window.setTitle(title);
  }

  private void dress(Scene scene) {
    Theme.apply(scene, appearance);
  }

  private void leave() {
    leaveFor(nothing -> {});
  }

  private void leaveFor(Consumer<WelcomeViewModel> next) {
    closeShell();
    closeSession(() -> {});
    showWelcome(next);
  }

  /**
   * @param after runs when it is closed, well or not
   */
  private void closeSession(Runnable after) {
    EngineSession left = start.open().getAndSet(null);
    if (left != null) {
      screens
          .screen()
          .work()
          .run(
              () -> {
                left.close();
                return left;
              },
              closed -> after.run(),
              problem -> after.run());
    }
  }

  private void closeShell() {
    if (shell != null) {
      shell.close();
      shell = null;
      Notices notices = screens.screen().notices();
      notices.close(); // its buttons belong to what is left
      if (sampleSince != null) {
        notices.forgetSince(sampleSince);
        sampleSince = null;
      }
    }
  }

  @Override
  public void stop() {
    closeShell();
    if (freezes != null) {
      freezes.close();
    }
    if (place != null) {
      start.sight().set(place.sight(appearance.dark().getValue()));
    }
    screens.close();
  }
}
