package dev.reeve.engine.crash;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.engine.Engine;
import dev.reeve.engine.Insides;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.TrailCheck;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import dev.reeve.engine.crash.Violation.Kind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must hold after a process was killed, wherever and whenever. Everything is read from the
 * disk as somebody else would read it; the engine is asked only where it is the judged one.
 */
final class Invariants {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final Set<String> ENDS =
      Set.of("committed", "aborted", "rolled_back", "needs_attention");
  private static final Pattern CARRIED = Pattern.compile("doc_id: ([0-9]{16})");
  private static final Pattern PREFIX = Pattern.compile("(?:^|/)([0-9]{16})_[^/]*$");

  private final Bed bed;
  private final Path root;
  private final List<Violation> found = new ArrayList<>();

  private Invariants(Bed bed) {
    this.bed = bed;
    this.root = bed.root();
  }

  private void say(Kind kind, String message) {
    found.add(new Violation(kind, message));
  }

  /** Right after the workspace was opened again: everything is as before or as after. */
  static List<Violation> afterRecovery(Bed bed, boolean atomic) throws IOException {
    Invariants check = new Invariants(bed);
    check.userFiles(atomic);
    check.registryFile();
    check.trail();
    check.executions();
    return List.copyOf(check.found);
  }

  /** When what was left to do has been done: nothing was lost, nothing done twice. */
  static List<Violation> whenIdle(Bed bed) throws IOException {
    Invariants check = new Invariants(bed);
    check.userFiles(false);
    check.registryFile();
    check.registryIsTheDisk();
    check.patches();
    check.ledger();
    check.trail();
    check.events();
    check.executions();
    check.queue();
    check.evidence();
    for (String left : Disk.temporaries(check.root)) {
      check.say(Kind.LEFT, "a temporary file is still there: " + left);
    }
    return List.copyOf(check.found);
  }

  /** No file is torn, none is missing, none is another than the user or the act made it. */
  private void userFiles(boolean atomic) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    Disk.files(root)
        .forEach(
            (path, text) -> {
              if (!Content.isWhole(text)) {
                say(Kind.TORN, path + " is torn");
              }
              if (files.put(Content.plainName(path), Content.plain(text)) != null) {
                say(Kind.TWICE, path + " is there under two names");
              }
            });
    Set<String> paths = new HashSet<>(files.keySet());
    paths.addAll(bed.before().keySet());
    paths.addAll(bed.after().keySet());
    for (String path : paths) {
      String is = files.get(path);
      String before = bed.before().get(path);
      String after = bed.after().get(path);
      if (!java.util.Objects.equals(is, before) && !java.util.Objects.equals(is, after)) {
        say(
            is == null ? Kind.LOST : Kind.TORN,
            path + (is == null ? " is gone" : " is neither as before nor as after"));
      }
    }
    if (atomic && !files.equals(bed.before()) && !files.equals(bed.after())) {
      say(Kind.TORN, "the change set was done in part");
    }
  }

  /** The registry can be read and is a state that the trail names. */
  private void registryFile() throws IOException {
    Path file = root.resolve(Disk.REGISTRY);
    String named = null;
    for (TrailLine line : lines()) {
      if (line.type().equals("committed") && line.text("path").equals(Disk.REGISTRY)) {
        named = line.text("after_hash");
      }
    }
    if (!Files.exists(file)) {
      if (named != null) {
        say(Kind.LOST, "the registry is gone");
      }
      return;
    }
    if (!Sha256.of(file).equals(named)) {
      say(Kind.TORN, "the registry is not the state that the trail names last");
    }
    try {
      STRICT.readTree(file.toFile());
    } catch (IOException e) {
      say(Kind.TORN, "the registry cannot be read: " + e.getMessage());
    }
  }

  /** Of every write the patch is kept that made it. */
  private void patches() {
    for (TrailLine line : lines()) {
      boolean byPatch =
          line.type().equals("committed")
              && line.text("path").equals(Disk.REGISTRY)
              && line.text("restored").isEmpty();
      String ids =
          line.text("patch_ids").isEmpty() ? line.text("patch_id") : line.text("patch_ids");
      for (String id : byPatch ? ids.split(" ") : new String[0]) {
        Path patch = root.resolve(".reeve/registry/patches/patch-" + id + ".json");
        try {
          STRICT.readTree(patch.toFile());
        } catch (IOException e) {
          say(Kind.LOST, "the patch " + id + " was written and is not kept: " + e.getMessage());
        }
      }
    }
  }

  private List<TrailLine> lines() {
    return bed.engine().trail().list(TrailFilter.all(), Integer.MAX_VALUE);
  }

  /** Every file has one record with its hash, every active record a file, every id one record. */
  private void registryIsTheDisk() throws IOException {
    Path file = root.resolve(Disk.REGISTRY);
    Map<String, JsonNode> byPath = new HashMap<>();
    Map<String, String> ids = new HashMap<>();
    Set<String> records = new HashSet<>();
    if (Files.exists(file)) {
      for (JsonNode record : STRICT.readTree(file.toFile()).path("records")) {
        String path = record.path("relative_path").asText();
        if (!records.add(record.path("record_id").asText())) {
          say(Kind.ID_TWICE, "two records are " + record.path("record_id"));
        }
        String other = ids.put(record.path("doc_id").asText(), path);
        if (other != null) {
          say(Kind.ID_TWICE, record.path("doc_id") + " is on " + other + " and " + path);
        }
        if (record.path("status").asText().equals("active") && byPath.put(path, record) != null) {
          say(Kind.TWICE, path + " has two active records");
        }
      }
    }
    TreeMap<String, String> files = Disk.files(root);
    files.forEach((path, text) -> oneFile(path, text, byPath.remove(path)));
    byPath.keySet().forEach(path -> say(Kind.LOST, path + " is registered and not there"));
  }

  private void oneFile(String path, String text, JsonNode record) {
    if (record == null) {
      say(Kind.LOST, path + " is not registered");
      return;
    }
    if (!record.path("sha256").asText().equals(Sha256.of(text))) {
      say(Kind.LOST, path + " is registered with another content");
    }
    for (Pattern carrier : List.of(CARRIED, PREFIX)) {
      Matcher carried = carrier.matcher(carrier == CARRIED ? text : path);
      if (carried.find() && !carried.group(1).equals(record.path("doc_id").asText())) {
        say(Kind.ID_TWICE, path + " carries an id that is not its record's");
      }
      if (carrier == CARRIED && carried.find()) {
        say(Kind.TWICE, path + " carries its id twice");
      }
    }
  }

  /** No number was issued for two files. */
  private void ledger() throws IOException {
    Path file = root.resolve(".reeve/registry/id_ledger.jsonl");
    if (!Files.exists(file)) {
      return;
    }
    Map<String, String> issued = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode entry;
      try {
        entry = STRICT.readTree(line);
      } catch (IOException e) {
        say(Kind.TORN, "a line of the id ledger cannot be read: " + line);
        continue;
      }
      if (entry.path("action").asText().equals("allocate")) {
        String id = entry.path("doc_id").asText();
        String path = Content.plainName(entry.path("path").asText());
        String before = issued.put(id, path);
        if (before != null) {
          say(
              Kind.ID_TWICE,
              "the ledger issued " + id + " twice, for " + before + " and for " + path);
        }
      }
    }
  }

  /** The chain holds; each intent has one outcome, each patch was done once. */
  private void trail() {
    if (bed.engine().trail().verify() instanceof TrailCheck.Broken broken) {
      say(Kind.TORN, "the trail is broken: " + broken);
    }
    Map<String, Integer> intents = new HashMap<>();
    Map<String, Integer> ends = new HashMap<>();
    Map<String, Integer> patches = new HashMap<>();
    for (TrailLine line : lines()) {
      String execution = line.text("execution_id");
      if (line.type().equals("intent") || line.type().equals("execution_intent")) {
        intents.merge(execution, 1, Integer::sum);
      } else if (ENDS.contains(line.type()) || line.type().startsWith("execution_")) {
        ends.merge(execution, 1, Integer::sum);
      }
      if (line.type().equals("committed") && !line.text("patch_id").isEmpty()) {
        patches.merge(line.text("patch_id"), 1, Integer::sum);
      }
    }
    intents.forEach(
        (id, times) -> {
          if (!ends.containsKey(id)) {
            say(Kind.LOST, "the trail has the intent of " + id + " and not its outcome");
          }
        });
    Stream.of(intents, ends, patches)
        .flatMap(counts -> counts.entrySet().stream())
        .filter(count -> count.getValue() > 1)
        .forEach(
            count ->
                say(
                    Kind.TWICE,
                    "the trail has " + count.getKey() + " " + count.getValue() + " times"));
  }

  /** The event file's lines follow one another, and the engine takes them for its own. */
  private void events() throws IOException {
    bed.engine()
        .writesRefused()
        .ifPresent(why -> say(Kind.TORN, "the events: " + why.getMessage()));
    Path file = root.resolve(".reeve/events/transitions.jsonl");
    long seq = 0;
    String hash = "";
    for (String line : Files.readAllLines(file)) {
      JsonNode event;
      try {
        event = STRICT.readTree(line);
      } catch (IOException e) {
        say(Kind.TORN, "an event cannot be read: " + line);
        return;
      }
      if (seq > 0
          && (event.path("seq").asLong() != seq + 1
              || !event.path("prev_hash").asText().equals(hash))) {
        say(Kind.TORN, "event " + event.path("seq") + " does not follow event " + seq);
      }
      seq = event.path("seq").asLong();
      hash = event.path("hash").asText();
    }
  }

  /** What was begun has ended; nothing waits for a person. */
  private void executions() {
    for (ExecutionRow row : bed.engine().executions().list(ExecutionFilter.newest(100)).rows()) {
      if (!row.status().terminal()) {
        say(Kind.LEFT, row.id() + " is still " + row.status().code());
      }
      if (row.status() == ExecutionStatus.NEEDS_ATTENTION) {
        say(Kind.TORN, row.id() + " needs a person: " + row.intent());
      }
    }
  }

  /** Nothing waits, nothing was given up, and a deep comparison finds no difference. */
  private void queue() {
    Engine engine = bed.engine();
    for (ItemState state : ItemState.values()) {
      long rows = Bed.count(engine, state);
      if (rows > 0 && state != ItemState.DONE) {
        say(
            Kind.LOST,
            rows
                + " rows of the queue are "
                + state
                + ": "
                + engine.queue().list(EnumSet.of(state), 20));
      }
    }
    for (DriftItem item : Bed.reconcile(engine, true).items()) {
      if (item.kind() != DriftKind.ALLOCATED_NO_FILE) { // a kill may leave a gap in the numbers
        say(Kind.LOST, "a deep comparison finds " + item);
      }
    }
    for (Finding finding : engine.registry().validate(true)) {
      if (!finding.warning()) {
        say(Kind.TORN, "strict validation: " + finding);
      }
    }
  }

  private void evidence() {
    Insides.evidence(bed.engine())
        .audit()
        .forEach(finding -> say(Kind.TORN, "evidence: " + finding.message()));
  }
}
