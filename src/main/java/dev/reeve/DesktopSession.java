package dev.reeve;

import dev.reeve.console.EngineSession;
import dev.reeve.console.RegistryDesk;
import dev.reeve.engine.Engine;
import dev.reeve.engine.Opened;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.links.triage.TriageView;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockView;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.edge.EdgesView;
import dev.reeve.engine.settings.SettingsView;
import dev.reeve.engine.watch.WatchView;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** An open engine as the console sees it. */
final class DesktopSession implements EngineSession {
  private final Engine engine;
  private final Runnable afterClose;
  private final boolean sample;
  private final Keeper keeper;

  /** Starts the engine's work, or closes it; {@code afterClose} runs when it has ended. */
  private DesktopSession(Engine engine, boolean sample, Runnable afterClose) {
    this.engine = engine;
    this.sample = sample;
    this.afterClose = afterClose;
    Opened opened = new Opened();
    opened.add(engine::close);
    try {
      this.keeper =
          engine.keeps()
              ? new Keeper(true, null)
              : new Keeper(false, engine.locks().keeper().map(LockStatus::holder).orElse(null));
      engine.start();
    } catch (RuntimeException e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  @Override
  public String name() {
    Path name = root().getFileName();
    return name == null ? root().toString() : name.toString();
  }

  @Override
  public Path root() {
    return engine.workspace().root();
  }

  @Override
  public boolean live() {
    return engine.live();
  }

  @Override
  public boolean adopted() {
    return engine.workspace().adopted();
  }

  @Override
  public boolean sample() {
    return sample;
  }

  @Override
  public Keeper keeper() {
    return keeper;
  }

  @Override
  public Config config() {
    return engine.workspace().config();
  }

  @Override
  public SettingsView settings() {
    return engine.settings();
  }

  @Override
  public SettingsFiles files() {
    return new SettingsFiles(text("config.toml"), text("policy.yaml"));
  }

  private String text(String name) {
    try {
      return Files.readString(engine.workspace().own(name));
    } catch (NoSuchFileException none) {
      return "";
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE,
              "SETTINGS_NOT_READ",
              name + " is not shown: it cannot be read: " + e.getMessage())
          .with("Nothing was changed.", "Make the file readable UTF-8.")
          .causedBy(e);
    }
  }

  @Override
  public int recovered() {
    return engine.recovered().size();
  }

  @Override
  public String operator() {
    return engine.operator();
  }

  @Override
  public EngineClock clock() {
    return engine.clock();
  }

  @Override
  public EventBus bus() {
    return engine.bus();
  }

  @Override
  public InboxView inbox() {
    return engine.inbox();
  }

  @Override
  public QueueView queue() {
    return engine.queue();
  }

  @Override
  public WatchView watch() {
    return engine.watch();
  }

  @Override
  public LockView locks() {
    return engine.locks();
  }

  @Override
  public RegistryView registry() {
    return engine.registry();
  }

  @Override
  public RegistryDesk registryDesk() {
    return new DesktopRegistry(engine);
  }

  @Override
  public EdgesView edges() {
    return engine.edges();
  }

  @Override
  public List<HeldPlan> heldPlans() {
    return engine.heldPlans();
  }

  @Override
  public ApprovalView approvals() {
    return engine.approvals();
  }

  @Override
  public TriageView links() {
    return engine.links().triage();
  }

  @Override
  public ExecutionView executions() {
    return engine.executions();
  }

  @Override
  public void close() {
    try {
      engine.close();
    } finally {
      afterClose.run();
    }
  }

  /** Opens a workspace, as its keeper when nobody else is. */
  static DesktopSession open(Workspace workspace) {
    return new DesktopSession(Engine.open(workspace, Engine.Role.KEEPER_IF_FREE), false, () -> {});
  }

  /** The same of a sample; {@code afterClose} ends what plays its user. */
  static DesktopSession openSample(Workspace workspace, Runnable afterClose) {
    return new DesktopSession(Engine.open(workspace, Engine.Role.KEEPER_IF_FREE), true, afterClose);
  }
}
