package dev.reeve.console.tour;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.tour.TourWindow.Content;
import dev.reeve.console.tray.ClosingViewModel;
import dev.reeve.console.tray.Closings;
import dev.reeve.console.welcome.WelcomeView;
import dev.reeve.console.welcome.WelcomeViewModel;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Parent;

/**
 * Walks every place, tab, drawer tab and dialog of the console without a display, in every theme
 * and size, and keeps a picture of each; and of each pane while it is empty, waits for its first
 * answer, got none, or shows what it had. Source: {@code docs/guide/console.md}.
 */
public final class Tour {
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
    options.sizes().forEach(size -> tour.walk(size, sights));
    options.sizes().forEach(size -> tour.links(options.first(size), sights)); // these change it
    return tour.album.finish();
  }

  /** The same of one workspace as it is now: every pane, tab and drawer tab, light and dark. */
  public static TourReport panes(EngineSession session, Path folder) {
    Headless.start();
    List<Look> looks = Look.all().stream().filter(look -> look.size() == Look.Size.NORMAL).toList();
    TourOptions options = new TourOptions(List.of(), looks, TourOptions.everything().longest());
    Tour tour = new Tour(folder, options);
    tour.atWork(looks.getFirst(), session);
    return tour.album.finish();
  }

  private void walk(Look.Size size, Sights sights) {
    Look look = options.first(size);
    welcome(look, sights);
    atWork(look, sights.busy());
    running(look, sights);
    lasting(look, sights);
    staged(look, sights.empty(), Answers.GIVEN, "empty");
    staged(look, sights.busy(), Answers.AWAITED, "loading");
    staged(look, sights.busy(), Answers.REFUSED, "error");
    stale(look, sights.busy());
  }

  /** Each tab of each place, with the most urgent row in the drawer, and what is listed for it. */
  private void atWork(Look look, EngineSession session) {
    try (StagedSession staged = new StagedSession(session, Answers.GIVEN);
        TourWindow window = shell(look, staged, true, shell -> {})) {
      each(window, tab -> atWork(window, tab));
    }
  }

  private void atWork(TourWindow window, Tab tab) {
    window.operator().selectFirstConcern();
    take(window, tab.name(), tab.says());
    window.operator().askForDrawer();
    for (String page : window.operator().drawerTabs()) {
      window.operator().press(page);
      take(
          window,
          tab.name() + "-" + page.replace("drawer-page", "drawer"),
          tab.says() + ", drawer: " + window.operator().words(page));
    }
    window.operator().tidy();
    Stop.ALL.stream()
        .filter(stop -> stop.at().equals(tab.name()) && options.wants(stop.fullName()))
        .forEach(stop -> stop(window, tab, stop));
  }

  private void stop(TourWindow window, Tab tab, Stop stop) {
    if (over(stop.fullName(), window.worn())) {
      return;
    }
    window.operator().selectFirstConcern();
    try {
      stop.steps().accept(window.operator());
      take(window, stop.fullName(), tab.says() + ": " + stop.says());
    } catch (IllegalStateException missing) {
      album.missed(stop.fullName(), window.worn(), String.valueOf(missing.getMessage()));
    }
    window.operator().tidy();
  }

  /** A decision that another takes the place of, and the run of that one. */
  private void running(Look look, Sights sights) {
    Supplier<Sights.Work> given = sights.work();
    if (given != null && ApprovalWalk.OF_WORK.stream().anyMatch(options::wants)) {
      approving(look, sights, ApprovalWalk.OF_WORK, walk -> walk.work(given.get()));
    }
  }

  /** A change of which something cannot come back. */
  private void lasting(Look look, Sights sights) {
    Supplier<Sights.Lasting> given = sights.lasting();
    if (given != null && ApprovalWalk.OF_LASTING.stream().anyMatch(options::wants)) {
      approving(look, sights, ApprovalWalk.OF_LASTING, walk -> walk.lasting(given.get()));
    }
  }

  private void approving(Look look, Sights sights, List<String> seen, Consumer<ApprovalWalk> walk) {
    String first = seen.getFirst();
    if (over(first, look)) {
      return;
    }
    try (StagedSession staged = new StagedSession(sights.busy(), Answers.GIVEN);
        TourWindow window = shell(look, staged, true, shell -> {})) {
      walk.accept(new ApprovalWalk(window, new Shots()));
    } catch (IllegalStateException missing) {
      album.missed(first, look, String.valueOf(missing.getMessage()));
    }
  }

  private void links(Look look, Sights sights) {
    Sights.Documents documents = sights.documents();
    if (documents == null || LinksWalk.NAMES.stream().noneMatch(options::wants)) {
      return;
    }
    if (over(LinksWalk.NAMES.getFirst(), look)) {
      return;
    }
    try (StagedSession staged = new StagedSession(sights.busy(), Answers.GIVEN);
        TourWindow window = shell(look, staged, true, shell -> {})) {
      new LinksWalk(staged, window, documents, new Shots()).walk();
    } catch (IllegalStateException missing) {
      album.missed(LinksWalk.NAMES.getFirst(), look, String.valueOf(missing.getMessage()));
    }
  }

  private final class Shots implements Camera {
    @Override
    public void take(TourWindow window, String name, String says) {
      Tour.this.take(window, name, says);
    }

    @Override
    public void keep(String name, String says, Map<Look, BufferedImage> images) {
      if (options.wants(name)) {
        images.forEach((look, image) -> album.keep(name, says, look, image));
      }
    }

    @Override
    public List<Look> looks(TourWindow window) {
      return options.looks(window.worn());
    }
  }

  /** Each tab of each place, while the engine answers so. */
  private void staged(Look look, EngineSession session, Answers answers, String state) {
    if (over("panes-" + state, look)) {
      return;
    }
    try (StagedSession staged = new StagedSession(session, answers);
        TourWindow window = shell(look, staged, answers != Answers.AWAITED, shell -> {})) {
      each(window, tab -> take(window, tab.name() + "-" + state, tab.says() + ", " + state));
    }
  }

  /** First all is well; then each pane is asked to read anew, and gets no answer. */
  private void stale(Look look, EngineSession session) {
    if (over("panes-stale", look)) {
      return;
    }
    AtomicReference<ShellWindow> shell = new AtomicReference<>();
    try (StagedSession staged = new StagedSession(session, Answers.GIVEN);
        TourWindow window = shell(look, staged, true, shell::set)) {
      each(window, tab -> window.operator().settle()); // some are read only when somebody looks
      staged.answers(Answers.REFUSED);
      Headless.run(() -> shell.get().model().refresh());
      window.operator().settle();
      each(window, tab -> take(window, tab.name() + "-stale", tab.says() + ", stale"));
    }
  }

  private static TourWindow shell(
      Look look, StagedSession staged, boolean answered, Consumer<ShellWindow> opened) {
    EngineSession session = staged.session();
    return TourWindow.open(
        look,
        session.clock(),
        answered,
        screen -> {
          ShellWindow shell = ShellWindow.open(session, screen, () -> {});
          opened.accept(shell);
          ShellViewModel model = shell.model();
          Closings closings =
              new Closings(
                  shell.root(),
                  new ClosingViewModel(screen, model.queue(), model.watcher()),
                  () -> true);
          return new Content(
              shell.root(),
              () -> {
                closings.close();
                shell.close();
              });
        });
  }

  private void each(TourWindow window, Consumer<Tab> visit) {
    for (String place : window.operator().places()) {
      if (options.mayWant(name(place))) {
        window.operator().press(place);
        for (Tab tab : Tab.of(window, place)) {
          if (options.mayWant(tab.name())) {
            tab.open(window);
            visit.accept(tab);
          }
        }
      }
    }
  }

  private void welcome(Look look, Sights sights) {
    if (!options.mayWant("welcome") || over("welcome", look)) {
      return;
    }
    AtomicReference<WelcomeViewModel> kept = new AtomicReference<>();
    try (TourWindow window =
        TourWindow.open(
            look,
            sights.busy().clock(),
            true,
            screen -> new Content(welcome(screen, sights, kept), () -> {}))) {
      WelcomeViewModel model = kept.get();
      take(window, "welcome", "Welcome");
      Headless.run(() -> model.choose(sights.folder().toString()));
      window.operator().settle();
      take(window, "welcome-look", "Welcome: what adopting a folder would create");
      Headless.run(model::back);
      Headless.run(() -> model.choose(sights.folder().resolve("gone").toString()));
      window.operator().settle();
      take(window, "welcome-error", "Welcome: a folder that is not there");
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

  /** In each theme, beginning with the one that the window wears. */
  private void take(TourWindow window, String name, String says) {
    if (options.wants(name)) {
      for (Look look : options.looks(window.worn())) {
        if (!over(name, look)) {
          window.wear(look);
          album.keep(name, says, look, window.picture());
        }
      }
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
      List<String> ids = window.operator().tabs();
      String says = window.operator().words(place);
      return ids.isEmpty()
          ? List.of(new Tab("", Tour.name(place), says))
          : ids.stream()
              .map(
                  id ->
                      new Tab(
                          id, id.replace("-tab-", "-"), says + ", " + window.operator().words(id)))
              .toList();
    }

    void open(TourWindow window) {
      if (!id.isEmpty()) {
        window.operator().press(id);
      }
    }
  }
}
