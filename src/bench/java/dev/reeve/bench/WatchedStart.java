package dev.reeve.bench;

import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Window;

/**
 * Runs inside a process that is measured: says on standard output when the first frame was drawn,
 * when the Queue pane's table has rows, and, when it was asked for, after so many seconds the bytes
 * of heap that are left after a collection.
 */
final class WatchedStart {
  private WatchedStart() {}

  static void watch(long heapAfterSeconds) {
    Thread.ofPlatform()
        .daemon()
        .name("watched start")
        .start(
            () -> {
              while (!toolkitRuns()) {
                LockSupport.parkNanos(2_000_000);
              }
              Platform.runLater(WatchedStart::awaitWindow);
              if (heapAfterSeconds > 0) {
                LockSupport.parkNanos(heapAfterSeconds * 1_000_000_000);
                System.gc();
                System.gc();
                say("heap " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
              }
            });
  }

  /** Asked in a way that starts nothing. */
  private static boolean toolkitRuns() {
    Thread[] all = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(all);
    for (int i = 0; i < count; i++) {
      if (all[i].getName().startsWith("QuantumRenderer")) {
        return true;
      }
    }
    return false;
  }

  private static void awaitWindow() {
    for (Window window : Window.getWindows()) {
      if (window.isShowing() && window.getScene() != null) {
        follow(window.getScene());
        return;
      }
    }
    Platform.runLater(WatchedStart::awaitWindow);
  }

  /** What a pulse has laid out is drawn before the pulse after it. */
  private static void follow(Scene scene) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          private int frames;
          private int filled;

          @Override
          public void run() {
            frames++;
            if (frames == 2) {
              say("frame");
            }
            filled = filled > 0 || rows(scene) > 0 ? filled + 1 : 0;
            if (filled == 2) {
              say("filled");
            }
            if (filled < 2) {
              Platform.requestNextPulse();
            }
          }
        });
    Platform.requestNextPulse();
  }

  private static int rows(Scene scene) {
    return scene.getRoot().lookup("#queue-table") instanceof TableView<?> table
        ? Objects.requireNonNull(table.getItems()).size()
        : 0;
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
