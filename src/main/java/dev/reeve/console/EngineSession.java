package dev.reeve.console;

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
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.EngineClock;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open workspace as the console needs it; the engine's wiring implements it. Accessors return at
 * once on any thread; the views they give block and are asked on background threads. Source: {@code
 * docs/guide/console.md}.
 */
public interface EngineSession extends AutoCloseable {
  /** Name of the workspace for people. */
  String name();

  /** Its root. */
  Path root();

  /**
   * Whether changes are made; false is observe mode: nothing is changed that no person approves.
   */
  boolean live();

  /** Whether the folder was adopted; else it is only looked at. */
  boolean adopted();

  /** Whether it is the throwaway sample. */
  default boolean sample() {
    return false;
  }

  /** Who keeps the workspace. */
  Keeper keeper();

  /**
   * Who watches, dispatches the queue and runs plans.
   *
   * @param self whether it is this process
   * @param who the other process in words, such as {@code pid 4711 on atlas}; null when it is this
   *     process, or when nobody does
   */
  record Keeper(boolean self, @Nullable String who) {}

  /** The settings that hold for the workspace. */
  default Config config() {
    return Config.defaults();
  }

  /** What the workspace's settings are, and how they are changed. */
  SettingsView settings();

  /** The texts of the workspace's own files. Blocks. */
  default SettingsFiles files() {
    return new SettingsFiles("", "");
  }

  /**
   * What a person wrote.
   *
   * @param config text of {@code .reeve/config.toml}, empty when there is none
   * @param policy text of {@code .reeve/policy.yaml}, empty when there is none
   */
  record SettingsFiles(String config, String policy) {}

  /** How many changes a crash had cut off and were ended when the workspace was opened. */
  default int recovered() {
    return 0;
  }

  /** Account of the signed-in operator. */
  String operator();

  /** The engine's clocks. */
  EngineClock clock();

  /** Where the engine tells what happened, after commit. */
  EventBus bus();

  InboxView inbox();

  QueueView queue();

  WatchView watch();

  LockView locks();

  RegistryView registry();

  /** What may be asked of the registry beyond reading it. */
  RegistryDesk registryDesk();

  EdgesView edges();

  /** Broken links, and what people decide about them. */
  TriageView links();

  ExecutionView executions();

  /** Changes that people approve or reject. */
  ApprovalView approvals();

  /** The keeper's plans that wait for a person, by watched folder. Blocks. */
  List<HeldPlan> heldPlans();

  /**
   * How far a long operation is.
   *
   * @param done units done
   * @param total units in all, 0 while unknown
   * @param unit what is counted, in words, such as {@code files}
   */
  record Progress(long done, long total, String unit) {}

  /** Ends the engine in its own order; may take seconds, never called on the screen's thread. */
  @Override
  void close();
}
