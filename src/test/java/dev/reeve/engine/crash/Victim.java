package dev.reeve.engine.crash;

import dev.reeve.engine.Engine;
import dev.reeve.engine.Insides;
import dev.reeve.engine.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process that is killed. It waits for one line that says what to do, so that it can be started
 * ahead; it ends by itself when the parent is gone.
 */
final class Victim {
  static final String STEP = "step ";
  static final String DONE = "done";
  static final String READY = "ready";

  private Victim() {}

  /** What one victim is told. */
  record Order(Path root, Act act, String argument, KillPoint point) {
    String line() {
      return String.join("\t", root.toString(), act.name(), argument, point.line());
    }

    static Order parse(String line) {
      String[] parts = line.split("\t", -1);
      return new Order(
          Path.of(parts[0]),
          Act.valueOf(parts[1]),
          parts[2],
          KillPoint.parse(parts[3], parts[4], parts[5]));
    }
  }

  public static void main(String[] args) throws Exception {
    Class.forName(Engine.class.getName());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null) {
      return;
    }
    Thread.ofPlatform().daemon().start(() -> endWithParent(in));
    Order order = Order.parse(line);
    KillingFiles files = new KillingFiles(order.root());
    Workspace workspace = Workspace.open(order.root(), files);
    if (order.act().countsOpening()) {
      files.arm(order.point());
    }
    Engine engine = Engine.open(workspace, order.act().role(), true);
    Insides.beforeCommit(engine, files::commit);
    if (!order.act().countsOpening()) {
      files.arm(order.point());
    }
    System.out.println(READY);
    order.act().act(engine, order.argument());
    files.steps().forEach(step -> System.out.println(STEP + step));
    System.out.println(DONE);
    Thread.currentThread().join();
  }

  private static void endWithParent(BufferedReader in) {
    try {
      while (in.readLine() != null) {
        continue;
      }
    } catch (IOException gone) {
      // the same
    }
    Runtime.getRuntime().halt(3);
  }
}
