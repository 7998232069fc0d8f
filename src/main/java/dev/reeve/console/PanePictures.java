package dev.reeve.console;

import dev.reeve.console.ConsoleOptions.Look;
import dev.reeve.console.executions.ExecutionsViewModel;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.ScreenThread;
import dev.reeve.console.fx.Screens;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.registry.RegistryTab;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.OwnFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Draws every pane of an open workspace to PNG files without a display, light and dark, for
 * documents and for judging the panes. It uses the toolkit's headless platform; in a process that
 * already shows a window it uses that one's toolkit. Source: {@code docs/guide/console.md}.
 */
public final class PanePictures {
  /** A pulse or two of layout and drawing after the data has arrived. */
  private static final int SETTLED_FRAMES = 4;

  private record Shot(String name, Consumer<ShellWindow> prepare) {}

  private static final List<Shot> SHOTS =
      List.of(
          new Shot("inbox", PanePictures::inbox),
          new Shot("queue", window -> queue(window.model(), QueueTab.JOBS)),
          new Shot("watcher", window -> queue(window.model(), QueueTab.WATCHER)),
          new Shot("locks", window -> queue(window.model(), QueueTab.LOCKS)),
          new Shot("registry", window -> registry(window.model(), RegistryTab.RECORDS)),
          new Shot("validation", window -> registry(window.model(), RegistryTab.FINDINGS)),
          new Shot("executions", PanePictures::executions));

  private final EngineSession session;
  private final OwnFiles target;
  private final Path folder;
  private final double width;
  private final double height;
  private final double textScale;

  private PanePictures(
      EngineSession session, Path folder, double width, double height, double textScale) {
    this.session = session;
    this.folder = folder;
    this.target = new OwnFiles(folder, new DiskFileLayer());
    this.width = width;
    this.height = height;
    this.textScale = textScale;
  }

  /**
   * Draws every pane at 1280 x 800, light and dark. Blocks; not to be called on the screen thread.
   *
   * @param folder where the files go; existing ones of the same name are replaced
   * @return the files, in the order of the rail, light ones first
   */
  public static List<Path> write(EngineSession session, Path folder) {
    return write(session, folder, 1280, 800, 1);
  }

  /** The same at another size and text size. */
  static List<Path> write(
      EngineSession session, Path folder, double width, double height, double textScale) {
    startToolkit();
    PanePictures pictures = new PanePictures(session, folder, width, height, textScale);
    List<Path> files = new ArrayList<>();
    for (boolean dark : new boolean[] {false, true}) {
      files.addAll(pictures.draw(dark));
    }
    return files;
  }

  private static void startToolkit() {
    CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    if (System.getProperty("glass.platform") == null) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      System.setProperty("java.awt.headless", "true");
    }
    try {
      Platform.startup(() -> started.complete(null));
    } catch (IllegalStateException running) {
      started.complete(null);
    }
    started.join();
  }

  private List<Path> draw(boolean dark) {
    CompletableFuture<Opened> opened = new CompletableFuture<>();
    ScreenThread.executor().execute(() -> completing(opened, () -> open(dark)));
    Opened window = opened.join();
    List<Path> files = new ArrayList<>();
    for (Shot shot : SHOTS) {
      CompletableFuture<BufferedImage> image = new CompletableFuture<>();
      ScreenThread.executor().execute(() -> completing(image, window, shot));
      files.add(save(shot.name() + (dark ? "-dark" : "-light") + ".png", image.join()));
    }
    ScreenThread.executor().execute(window::close);
    return files;
  }

  private record Opened(Screens screens, ShellWindow shell, Stage stage) {
    void close() {
      stage.hide();
      shell.close();
      screens.close();
    }
  }

  private Opened open(boolean dark) {
    Theme.install();
    Platform.setImplicitExit(false);
    Screens screens = new Screens(session.clock(), textScale);
    ShellWindow shell = ShellWindow.open(session, screens.screen(), () -> {});
    screens.screen().appearance().lookProperty().set(dark ? Look.DARK : Look.LIGHT);
    Stage stage = new Stage();
    stage.setScene(new Scene(shell.root(), width, height));
    Theme.apply(stage.getScene(), dark, textScale);
    stage.show();
    return new Opened(screens, shell, stage);
  }

  private static <T> void completing(
      CompletableFuture<T> future, java.util.function.Supplier<T> work) {
    try {
      future.complete(work.get());
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
    }
  }

  private static void completing(CompletableFuture<BufferedImage> image, Opened window, Shot shot) {
    Screen screen = window.screens().screen();
    BooleanSupplier idle = screen.work()::idle;
    whenSettled(
        idle,
        () -> {
          shot.prepare().accept(window.shell());
          whenSettled(
              idle,
              () ->
                  completing(
                      image,
                      () ->
                          SwingFXUtils.fromFXImage(
                              window.stage().getScene().snapshot(null), null)));
        });
  }

  /** Runs the next thing when no answer is outstanding and a few frames have been drawn since. */
  private static void whenSettled(BooleanSupplier idle, Runnable next) {
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long now) {
        frames = idle.getAsBoolean() ? frames + 1 : 0;
        if (frames >= SETTLED_FRAMES) {
          stop();
          next.run();
        }
      }
    }.start();
  }

  private static void inbox(ShellWindow window) {
    window.model().placeProperty().set(Place.INBOX);
    selectWorst(window.model().inbox().list());
  }

  private static void queue(ShellViewModel model, QueueTab tab) {
    model.placeProperty().set(Place.QUEUE);
    model.queueTabProperty().set(tab);
    switch (tab) {
      case JOBS -> selectWorst(model.queue().list());
      case WATCHER -> selectWorst(model.watcher().list());
      case LOCKS -> selectWorst(model.locks().list());
    }
  }

  private static void registry(ShellViewModel model, RegistryTab tab) {
    model.placeProperty().set(Place.REGISTRY);
    model.registry().tabProperty().set(tab);
    if (tab == RegistryTab.RECORDS) {
      selectWorst(model.registry().records());
    } else {
      selectWorst(model.registry().findings());
    }
  }

  private static void executions(ShellWindow window) {
    ShellViewModel model = window.model();
    model.placeProperty().set(Place.EXECUTIONS);
    ExecutionsViewModel executions = model.executions();
    selectWorst(executions.list());
  }

  /** What a person would look at first: something that retries or failed, else the first row. */
  private static <S, R extends SnapshotRow<S>> void selectWorst(LiveList<S, R> list) {
    list.rows().show();
    List<R> rows = list.rows().shown();
    rows.stream()
        .filter(
            row ->
                switch (row.badge().hue()) {
                  case WAIT, BAD, NEED -> true;
                  default -> false;
                })
        .findFirst()
        .or(() -> rows.stream().findFirst())
        .ifPresent(row -> list.selected().setAll(row.key()));
  }

  private Path save(String name, BufferedImage image) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      Path file = folder.resolve(name);
      target.replace(file, png.toByteArray());
      return file;
    } catch (IOException e) {
      throw dev.reeve.engine.workspace.EngineException.of(
              dev.reeve.engine.workspace.EngineException.Kind.UNAVAILABLE,
              "PICTURES_NOT_WRITTEN",
              "The picture " + name + " was not written to " + folder + ": " + e.getMessage())
          .with("The workspace was not changed.", "Name a folder that can be written.")
          .causedBy(e);
    }
  }
}
