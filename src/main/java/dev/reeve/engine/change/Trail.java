package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.TrailFiles.Part;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's one record of what was decided and done: lines of JSON, each with the hash of the
 * line before it, in {@code .reeve/trail/<yyyy-MM>[-n].jsonl}. Appends of this process are gathered
 * into one forced write; those of several processes are serialised by an OS lock. One object a
 * process and workspace. Never holds file content. Source: {@code docs/reference/trail.md}. Calls
 * block; safe on any thread but the JavaFX one.
 */
public final class Trail implements TrailLines {
  private final FileLayer files;
  private final EngineClock clock;
  private final Path folder;
  private final TrailFiles parts;
  private final TrailEnd end; // guarded by mutex
  private final Reserve reserve;
  private final ProcessMutex mutex;
  private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  private record Waiting(
      List<TrailLine.Draft> drafts, boolean force, CompletableFuture<List<TrailLine>> result) {}

  private Trail(Workspace workspace, EngineClock clock) {
    this.files = workspace.files();
    this.clock = clock;
    this.folder = workspace.own("trail");
    this.parts = new TrailFiles(folder);
    this.end = new TrailEnd(files, folder);
    this.reserve = new Reserve(workspace);
    this.mutex =
        new ProcessMutex(
            workspace.ownFiles(), clock, workspace.own("state", "locks", "trail.lock"));
  }

  /**
   * Opens the trail. A torn last line, left by a crash, is set aside in a file beside it and a line
   * {@code trail_repaired} says so.
   *
   * @throws EngineException {@code TRAIL_UNAVAILABLE} when it can be neither read nor repaired
   */
  public static Trail open(Workspace workspace, EngineClock clock) {
    Trail trail = new Trail(workspace, clock);
    Shielded.call(() -> trail.guarded(trail::synchronise, "opened"));
    return trail;
  }

  /** Appends one line and waits until it is on the device. */
  public TrailLine append(String type, String actor, ObjectNode members) {
    return append(List.of(new TrailLine.Draft(type, actor, members))).getFirst();
  }

  /** Appends lines that stand one after another, and waits until they are on the device. */
  public List<TrailLine> append(List<TrailLine.Draft> drafts) {
    return enqueue(drafts, true);
  }

  /** Appends one line without waiting for the device: for what can be said again after a crash. */
  public TrailLine note(String type, String actor, ObjectNode members) {
    return enqueue(List.of(new TrailLine.Draft(type, actor, members)), false).getFirst();
  }

  private List<TrailLine> enqueue(List<TrailLine.Draft> drafts, boolean force) {
    Waiting mine = new Waiting(List.copyOf(drafts), force, new CompletableFuture<>());
    waiting.add(mine);
    try {
      Shielded.call(() -> guarded(() -> mine.result().isDone() || writeWaiting(), "appended to"));
    } catch (RuntimeException e) {
      if (waiting.remove(mine)) {
        throw e;
      }
    }
    try {
      return mine.result().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** Whoever enters first writes for all who wait behind him. */
  private boolean writeWaiting() {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
    }
    try {
      List<List<TrailLine>> written = write(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result().complete(written.get(i));
      }
    } catch (IOException | RuntimeException e) {
      end.forget(); // what reached the file is found out before the next append
      RuntimeException failure =
          e instanceof IOException io ? unavailable("appended to", io) : (RuntimeException) e;
      batch.forEach(one -> one.result().completeExceptionally(failure));
    }
    return true;
  }

  private List<List<TrailLine>> write(List<Waiting> batch) throws IOException {
    List<Part> all = parts.parts();
    TrailEnd.Head from = end.find(all);
    long seq = from.seq();
    String hash = from.hash();
    List<List<TrailLine>> out = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<TrailLine.Draft> repairs = end.repairs();
    boolean force = !repairs.isEmpty();
    batch.addFirst(new Waiting(repairs, force, new CompletableFuture<>()));
    for (Waiting one : batch) {
      List<TrailLine> lines = new ArrayList<>();
      for (TrailLine.Draft draft : one.drafts()) {
        TrailLine line = TrailLine.next(++seq, hash, clock.now(), draft);
        hash = line.hash();
        lines.add(line);
        bytes.writeBytes((Json.line(line.json()) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      out.add(List.copyOf(lines));
      force |= one.force();
    }
    Part target = parts.target(all, clock.now(), bytes.size());
    boolean fresh = !target.path().equals(from.file());
    if (fresh) {
      files.createDirectories(folder);
      if (from.file() != null) {
        files.append(from.file(), new byte[0], true); // its notes must not be lost before ours
      }
    }
    long whole = fresh ? 0 : from.size();
    boolean forced = force;
    reserve.spend(
        () -> {
          if (FileBytes.exists(target.path()) && Files.size(target.path()) > whole) {
            files.truncate(target.path(), whole); // a write that a full disk cut short
          }
          files.append(target.path(), bytes.toByteArray(), forced);
          return true;
        });
    if (fresh) {
      files.forceDirectory(folder);
    }
    end.moved(new TrailEnd.Head(target.path(), Files.size(target.path()), seq, hash));
    return out;
  }

  private boolean synchronise() throws IOException {
    end.find(parts.parts());
    return end.repairs().isEmpty() || writeWaiting();
  }

  private <T> T guarded(ProcessMutex.Section<T> section, String what) {
    try {
      return mutex.hold(section);
    } catch (IOException e) {
      throw unavailable(what, e);
    }
  }

  /**
   * Reads the whole chain.
   *
   * @throws EngineException {@code TRAIL_UNAVAILABLE} when a file cannot be read
   */
  public TrailCheck verify() {
    return guarded(this::check, "verified");
  }

  private TrailCheck check() throws IOException {
    long seq = 0;
    String hash = TrailLine.START;
    for (Part part : parts.parts()) {
      int number = 0;
      for (String text : lines(part.path())) {
        number++;
        TrailLine line;
        try {
          line = TrailLine.parse(text);
        } catch (IllegalArgumentException e) {
          return new TrailCheck.Broken(part.name(), number, "not a line: " + e.getMessage());
        }
        if (line.seq() != seq + 1) {
          return new TrailCheck.Broken(
              part.name(), number, "number " + line.seq() + " follows number " + seq);
        }
        if (!line.prevHash().equals(hash)) {
          return new TrailCheck.Broken(
              part.name(), number, "it does not carry the hash of the line before");
        }
        if (!line.sound()) {
          return new TrailCheck.Broken(part.name(), number, "its hash is not that of its text");
        }
        seq = line.seq();
        hash = line.hash();
      }
    }
    return new TrailCheck.Whole(seq);
  }

  /**
   * The newest lines that fit, oldest first. Lines that cannot be read are left out; {@link
   * #verify} names them. Files of the months before the filter's beginning are not read.
   *
   * @param tail most lines to give, from 1
   */
  public List<TrailLine> list(TrailFilter filter, int tail) {
    Deque<TrailLine> out = new ArrayDeque<>();
    try {
      for (Part part : parts.since(filter.since()).reversed()) {
        for (String text : lines(part.path()).reversed()) {
          if (out.size() == tail) {
            return List.copyOf(out);
          }
          TrailLine line = readable(text);
          if (line != null && filter.test(line)) {
            out.addFirst(line);
          }
        }
      }
      return List.copyOf(out);
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public List<String> of(String executionId) {
    return list(TrailFilter.ofExecution(executionId), Integer.MAX_VALUE).stream()
        .map(line -> Json.line(line.json()))
        .toList();
  }

  @Override
  public void each(Consumer<JsonNode> reader) {
    list(TrailFilter.all(), Integer.MAX_VALUE).forEach(line -> reader.accept(line.json()));
  }

  private static @Nullable TrailLine readable(String text) {
    try {
      return TrailLine.parse(text);
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }

  private static List<String> lines(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
  }

  private EngineException unavailable(String what, IOException e) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            FullDisk.codeOr("TRAIL_UNAVAILABLE", e),
            "The trail in " + folder + " could not be " + what + ": " + e.getMessage())
        .with("Nothing is changed without a trail.", "Check space and rights of that folder.")
        .causedBy(e);
  }
}
