package dev.reeve.bench;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Drawing;
import dev.reeve.console.fx.Screens;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.shell.Theme;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The console's window on the toolkit's headless platform, with the Queue pane open. */
final class HeadlessWindow implements AutoCloseable {
  private final Screens screens;
  private final ShellWindow shell;
  private final Stage stage;

  private HeadlessWindow(Screens screens, ShellWindow shell, Stage stage) {
    this.screens = screens;
    this.shell = shell;
    this.stage = stage;
  }

  static void startToolkit() {
    Drawing.withoutDisplay();
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    Platform.startup(() -> started.complete(true));
    started.join();
    Platform.setImplicitExit(false);
  }

  static HeadlessWindow open(EngineSession session) {
    return call(
        () -> {
          Theme.install();
          Screens screens = new Screens(session.clock(), 1);
          ShellWindow shell = ShellWindow.open(session, screens.screen(), () -> {});
          Stage stage = new Stage();
          stage.setScene(new Scene(shell.root(), 1280, 800));
          Theme.apply(stage.getScene(), false, 1);
          stage.show();
          return new HeadlessWindow(screens, shell, stage);
        });
  }

  /** The model behind it; screen thread. */
  ShellViewModel model() {
    return shell.model();
  }

  /** A node by its id; screen thread. */
  @SuppressWarnings("unchecked") // the caller knows what it is
  <N extends Node> N find(String id) {
    return (N) Objects.requireNonNull(stage.getScene().lookup("#" + id));
  }

  static <T> T call(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            answer.complete(work.get());
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.join();
  }

  @Override
  public void close() {
    call(
        () -> {
          stage.hide();
          shell.close();
          screens.close();
          return true;
        });
  }
}
