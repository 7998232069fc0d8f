package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.watch.RootStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve watch}: keeps the workspace without a window. */
@Command(
    name = "watch",
    description =
        "Keeps the workspace: watches, queues, and writes the registry where the mode is live. Ends"
            + " on interrupt.")
final class WatchCommand extends EngineCommand {
  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "End after this long, such as 20s.")
  @Nullable Duration length;

  @Option(names = "--until-idle", description = "End when nothing is left to do.")
  boolean untilIdle;

  @Option(names = "--live", description = "Write, even where the configuration says observe.")
  boolean live;

  @Option(
      names = "--probe",
      description =
          "Do not watch: put a file into each watched folder and see whether the keeper notices;"
              + " exit 1 when it does not.")
  boolean probe;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Give the figures of reeve status to Prometheus at http://127.0.0.1:PORT/metrics, for"
              + " this machine only; 0 takes a free port and prints it.")
  @Nullable Integer metricsPort;

  @Override
  int run(Output output) throws InterruptedException {
    if (metricsPort != null && (metricsPort < 0 || metricsPort > 65_535)) {
      throw usage("Invalid value for option '--metrics-port': " + metricsPort + " is no port");
    }
    return probe ? WatcherSelfTest.run(visit(), output) : watch(output);
  }

  private int watch(Output output) throws InterruptedException {
    try (Engine engine = Engine.open(workspace(), Engine.Role.KEEPER, live);
        MetricsEndpoint metrics = metrics(engine)) {
      if (metrics != null) {
        err().println("metrics: " + metrics.address());
        err().flush();
      }
      Interruption interruption = Interruption.ofThisThread();
      if (!json) {
        engine.bus().subscribe(event -> report(event));
      }
      engine.start();
      try {
        boolean idle = untilIdle && engine.awaitIdle(length);
        if (!untilIdle) {
          engine.awaitClose(length);
        }
        return finish(engine, output, untilIdle && !idle);
      } catch (InterruptedException e) {
        finish(engine, output, true);
        return Exit.INTERRUPTED;
      } finally {
        engine.close();
        interruption.close();
      }
    }
  }

  private @Nullable MetricsEndpoint metrics(Engine engine) {
    return metricsPort == null ? null : MetricsEndpoint.open(engine, metricsPort);
  }

  private int finish(Engine engine, Output output, boolean cutShort) {
    QueueSummary queue = engine.queue().summary();
    RegistrySummary registry = engine.registry().summary();
    List<RootStatus> roots = engine.watch().roots();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("workspace", engine.workspace().root());
    document.put("mode", engine.live() ? "live" : "dry_run");
    document.put("idle", !cutShort);
    document.put("roots", roots);
    HeldPlan held = engine.heldPlans().stream().findFirst().orElse(null);
    document.put("held_plan", held == null ? null : held.planId());
    document.put("held_reason", held == null ? null : held.reason());
    document.put("queue", queue);
    document.put("registry", registry);
    output.show(
        document,
        () -> {
          QueueCommand.Status.print(output, queue);
          StatusCommand.printRegistry(output, registry);
          if (held != null) {
            output.line("A plan waits for you: " + held.reason());
            output.line("reeve registry reconcile shows it and how to allow it.");
          }
        });
    if (cutShort || held != null) {
      return Exit.HELD;
    }
    boolean dead = queue.byState().getOrDefault(ItemState.DEAD_LETTER, 0L) > 0;
    return dead || registry.problem() != null ? Exit.PROBLEMS : Exit.DONE;
  }

  private void report(Object event) {
    if (event instanceof QueueEvent.Changed changed) {
      for (WorkItem item : changed.items()) {
        if (item.state().ended() || item.state() == ItemState.RETRY_WAIT) {
          String error = item.errorCode() == null ? "" : "  " + item.errorCode();
          err()
              .println(
                  item.state().name().toLowerCase(Locale.ROOT)
                      + "  "
                      + item.event().name().toLowerCase(Locale.ROOT)
                      + "  "
                      + item.path()
                      + error);
        }
      }
      err().flush();
    }
  }
}
