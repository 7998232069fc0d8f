package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.RegistryDesk;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.links.triage.TriageView;
import dev.reeve.engine.lock.LockView;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.edge.EdgesView;
import dev.reeve.engine.settings.SettingsView;
import dev.reeve.engine.watch.WatchView;
import dev.reeve.engine.workspace.EngineClock;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;

/** The session of a window that nobody will see: it has clocks and a silent bus, and no engine. */
final class NoSession implements EngineSession {
  private final EventBus bus = new EventBus();

  private static <T> T view(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (view, asked, with) -> {
              throw new IllegalStateException("Nobody is there to answer " + asked.getName());
            }));
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public Path root() {
    return Path.of("");
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public boolean adopted() {
    return false;
  }

  @Override
  public Keeper keeper() {
    return new Keeper(true, null);
  }

  @Override
  public String operator() {
    return "";
  }

  @Override
  public EngineClock clock() {
    return EngineClock.system();
  }

  @Override
  public EventBus bus() {
    return bus;
  }

  @Override
  public SettingsView settings() {
    return view(SettingsView.class);
  }

  @Override
  public InboxView inbox() {
    return view(InboxView.class);
  }

  @Override
  public QueueView queue() {
    return view(QueueView.class);
  }

  @Override
  public WatchView watch() {
    return view(WatchView.class);
  }

  @Override
  public LockView locks() {
    return view(LockView.class);
  }

  @Override
  public RegistryView registry() {
    return view(RegistryView.class);
  }

  @Override
  public RegistryDesk registryDesk() {
    return view(RegistryDesk.class);
  }

  @Override
  public EdgesView edges() {
    return view(EdgesView.class);
  }

  @Override
  public TriageView links() {
    return view(TriageView.class);
  }

  @Override
  public ExecutionView executions() {
    return view(ExecutionView.class);
  }

  @Override
  public ApprovalView approvals() {
    return view(ApprovalView.class);
  }

  @Override
  public List<HeldPlan> heldPlans() {
    return List.of();
  }

  @Override
  public void close() {
    // there is nothing to end
  }
}
