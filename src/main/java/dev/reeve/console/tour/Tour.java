package dev.reeve.console.tour;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.tour.TourWindow.Content;
import dev.reeve.console.welcome.WelcomeView;
import dev.reeve.console.welcome.WelcomeViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.Parent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks every place, tab, drawer tab and dialog of the console without a display, in every theme
 * and size, and keeps a picture of each; and of each pane while it is empty, waits for its first
 * answer, got none, or shows what it had. Source: {@code docs/guide/console.md}.
 */
public final class Tour {
  private static final Logger LOG = LoggerFactory.getLogger(Tour.class);

  private final TourOptions options;
  private final Album album;
  private final long deadline;

  private Tour(Path folder, TourOptions options) {
    this.options = options;
    this.album = new Album(folder, options);
    this.deadline = System.nanoTime() + options.longest().toNanos();
  }

  /**
   * Walks. Blocks, for minutes when everything is wanted; not to be called on the screen thread.
   *
   * @param folder where the pictures and their list go; files of the same name are replaced
   * @throws dev.reeve.engine.workspace.EngineException {@code PICTURES_NOT_WRITTEN}
   */
  public static TourReport walk(Sights sights, Path folder, TourOptions options) {
    Headless.start();
    Tour tour = new Tour(folder, options);
    options.looks().forEach(look -> tour.walk(look, sights));
    return tour.album.finish();
  }

  /** The same of one workspace as it is now: every pane, tab and drawer tab, light and dark. */
  public static TourReport panes(EngineSession session, Path folder) {
    Headless.start();
    List<Look> looks = Look.all().stream().filter(look -> look.size() == Look.Size.NORMAL).toList();
    TourOptions options = new TourOptions(List.of(), looks, TourOptions.everything().longest());
    Tour tour = new Tour(folder, options);
    looks.forEach(look -> tour.staged(look, session, Answers.GIVEN, "", tour::everything));
    return tour.album.finish();
  }

  private void walk(Look look, Sights sights) {
    welcome(look, sights);
    staged(look, sights.busy(), Answers.GIVEN, "", this::everything);
    staged(look, sights.empty(), Answers.GIVEN, "empty", this::panes);
    staged(look, sights.busy(), Answers.AWAITED, "loading", this::panes);
    staged(look, sights.busy(), Answers.REFUSED, "error", this::panes);
    stale(look, sights.busy());
  }

  private interface Walk {
    void through(TourWindow window, Look look, String state);
  }

  private void staged(Look look, EngineSession session, Answers answers, String state, Walk walk) {
    if (over("the panes, " + (state.isEmpty() ? "at work" : state), look)) {
      return;
    }
    StagedSession staged = new StagedSession(session, answers);
    try (staged;
        TourWindow window = shell(look, staged, answers, shell -> {})) {
      walk.through(window, look, state);
    }
  }

  private static TourWindow shell(
      Look look, StagedSession staged, Answers answers, Consumer<ShellWindow> opened) {
    EngineSession session = staged.session();
    return TourWindow.open(
        look,
        session.clock(),
        answers != Answers.AWAITED,
        screen -> {
          ShellWindow shell = ShellWindow.open(session, screen, () -> {});
          shell.model().darkProperty().set(look.dark());
          opened.accept(shell);
          return new Content(shell.root(), shell::close);
        });
  }

  /** First all is well; then each pane is asked to read anew, and gets no answer. */
  private void stale(Look look, EngineSession session) {
    if (over("the panes, stale", look)) {
      return;
    }
    StagedSession staged = new StagedSession(session, Answers.GIVEN);
    AtomicReference<ShellWindow> shell = new AtomicReference<>();
    try (staged;
        TourWindow window = shell(look, staged, Answers.GIVEN, shell::set)) {
      staged.answers(Answers.REFUSED);
      Headless.run(() -> shell.get().model().refresh());
      window.settle();
      panes(window, look, "stale");
    }
  }

  /** Each tab of each place, as it is. */
  private void panes(TourWindow window, Look look, String state) {
    for (String place : window.places()) {
      if (options.mayWant(name(place))) {
        window.press(place);
        for (Tab tab : Tab.of(window, place)) {
          tab.open(window);
          take(window, look, tab.name() + "-" + state, tab.says() + ", " + state);
        }
      }
    }
  }

  /** Each tab of each place, with the most urgent row in the drawer, and what is listed for it. */
  private void everything(TourWindow window, Look look, String state) {
    for (String place : window.places()) {
      if (options.mayWant(name(place))) {
        window.press(place);
        for (Tab tab : Tab.of(window, place)) {
          tab.open(window);
          everything(window, look, tab);
        }
      }
    }
  }

  private void everything(TourWindow window, Look look, Tab tab) {
    window.selectFirstConcern();
    take(window, look, tab.name(), tab.says());
    for (String page : window.drawerTabs()) {
      window.press(page);
      take(
          window,
          look,
          tab.name() + "-" + page.replace("drawer-page", "drawer"),
          tab.says() + ", drawer: " + window.words(page));
    }
    for (Stop stop : Stop.ALL) {
      if (stop.at().equals(tab.name()) && options.wants(stop.fullName())) {
        stop(window, look, tab, stop);
      }
    }
    window.tidy();
  }

  private void stop(TourWindow window, Look look, Tab tab, Stop stop) {
    if (!over(stop.fullName(), look)) {
      window.selectFirstConcern();
      try {
        stop.steps().accept(window);
        take(window, look, stop.fullName(), tab.says() + ": " + stop.says());
      } catch (IllegalStateException missing) {
        LOG.info("{} was left out: {}", stop.fullName(), missing.getMessage());
        album.missed(stop.fullName(), look, String.valueOf(missing.getMessage()));
      }
      window.tidy();
    }
  }

  private void welcome(Look look, Sights sights) {
    if (!options.mayWant("welcome") || over("welcome", look)) {
      return;
    }
    AtomicReference<WelcomeViewModel> model = new AtomicReference<>();
    try (TourWindow window =
        TourWindow.open(
            look,
            sights.busy().clock(),
            true,
            screen -> new Content(welcome(screen, sights, model), () -> {}))) {
      take(window, look, "welcome", "Welcome");
      Headless.run(() -> model.get().choose(sights.folder().toString()));
      window.settle();
      take(window, look, "welcome-look", "Welcome: what adopting a folder would create");
      Headless.run(() -> model.get().back());
      Headless.run(() -> model.get().choose(sights.folder().resolve("gone").toString()));
      window.settle();
      take(window, look, "welcome-error", "Welcome: a folder that is not there");
    }
  }

  private static Parent welcome(
      Screen screen, Sights sights, AtomicReference<WelcomeViewModel> kept) {
    WelcomeViewModel model =
        new WelcomeViewModel(sights.workspaces(), screen, session -> session.close());
    kept.set(model);
    Parent root = ViewLoader.load("welcome.fxml", new WelcomeView(model));
    model.refresh();
    return root;
  }

  private void take(TourWindow window, Look look, String name, String says) {
    if (options.wants(name) && !over(name, look)) {
      album.keep(name, says, look, window.picture());
    }
  }

  private boolean over(String name, Look look) {
    if (System.nanoTime() - deadline <= 0) {
      return false;
    }
    album.missed(name, look, "the time was over");
    return true;
  }

  private static String name(String place) {
    return place.replaceFirst("^rail-", "");
  }

  /**
   * A tab of a place, or a place without tabs.
   *
   * @param id of its button; empty when the place has no tabs
   */
  private record Tab(String id, String name, String says) {
    static List<Tab> of(TourWindow window, String place) {
      List<String> ids = window.tabs();
      String says = window.words(place);
      return ids.isEmpty()
          ? List.of(new Tab("", Tour.name(place), says))
          : ids.stream()
              .map(id -> new Tab(id, id.replace("-tab-", "-"), says + ", " + window.words(id)))
              .toList();
    }

    void open(TourWindow window) {
      if (!id.isEmpty()) {
        window.press(id);
      }
    }
  }
}
