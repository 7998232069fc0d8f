package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.ulid.UlidCreator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change request for the registry, computed against one state of the file. Source: {@code
 * docs/reference/registry.md}. Immutable; the JSON values must not be changed after they were
 * handed over.
 *
 * @param patchId correlation and idempotency: the same id again gives the first result
 * @param registryHash 64 hex digits of the file's bytes, or {@link #NO_FILE}
 * @param body simple or complex
 * @param source fixes the actor class
 * @param reason for people, may be empty
 * @param workItemId the queue's item behind it
 * @param timestampUtc when it was made as it was given; null means now
 */
public record Patch(
    String patchId,
    String registryHash,
    Body body,
    PatchSource source,
    String reason,
    @Nullable String workItemId,
    @Nullable String timestampUtc) {

  /** The hash that stands for "there is no file yet". */
  public static final String NO_FILE = "empty";

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}|" + NO_FILE);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /**
   * Checks the form; the prefix {@code sha256:} of the hash is dropped.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code PATCH_MALFORMED}
   */
  public Patch {
    registryHash = registryHash.startsWith("sha256:") ? registryHash.substring(7) : registryHash;
    if (!HASH.matcher(registryHash).matches()) {
      throw PatchReader.malformed("registry_hash is missing or no SHA-256");
    }
    if (!ID.matcher(patchId).matches()) {
      throw PatchReader.malformed("patch_id must be letters, digits, '.', '_' and '-'");
    }
    if (timestampUtc != null && RegistryTime.instant(timestampUtc) == null) {
      throw PatchReader.malformed("timestamp_utc is no time");
    }
    boolean empty =
        switch (body) {
          case Simple simple -> simple.changes().isEmpty();
          case Complex complex -> complex.operations().isEmpty();
        };
    if (empty) {
      throw PatchReader.malformed("it changes nothing");
    }
  }

  /** What to change. */
  public sealed interface Body {}

  /**
   * Member paths and their new values, applied in order.
   *
   * @param recordId target, a record_id or a doc_id; null changes {@code meta} or {@code counters}
   */
  public record Simple(@Nullable String recordId, Map<String, JsonNode> changes) implements Body {
    public Simple {
      changes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
  }

  /** Steps that are all applied or none; later ones see the earlier ones. */
  public record Complex(List<Operation> operations) implements Body {
    public Complex {
      operations = List.copyOf(operations);
    }
  }

  /** A simple patch of the engine's own against the given state. */
  public static Patch simple(
      RegistryDocument base,
      PatchSource source,
      @Nullable String recordId,
      Map<String, JsonNode> changes) {
    return of(base, source, new Simple(recordId, changes));
  }

  /** A complex patch of the engine's own against the given state. */
  public static Patch complex(
      RegistryDocument base, PatchSource source, List<Operation> operations) {
    return of(base, source, new Complex(operations));
  }

  private static Patch of(RegistryDocument base, PatchSource source, Body body) {
    return new Patch(newId(), base.hash(), body, source, "", null, null);
  }

  /** Members outside the records that it names. */
  Set<String> members() {
    Stream<String> paths =
        switch (body) {
          case Simple simple ->
              simple.recordId() == null ? simple.changes().keySet().stream() : Stream.empty();
          case Complex complex ->
              complex.operations().stream()
                  .map(Operation::path)
                  .filter(path -> !path.startsWith("records"));
        };
    return paths.collect(Collectors.toUnmodifiableSet());
  }

  /** How many records it names; each addition is one. */
  int recordsNamed() {
    return switch (body) {
      case Simple simple -> simple.recordId() == null ? 0 : 1;
      case Complex complex ->
          (int)
              (complex.operations().stream().filter(each -> each.path().equals("records")).count()
                  + complex.operations().stream()
                      .map(Operation::path)
                      .filter(path -> path.startsWith("records/"))
                      .map(path -> path.split("/", 3)[1])
                      .distinct()
                      .count());
    };
  }

  /** A fresh id. */
  public static String newId() {
    return "PATCH-" + UlidCreator.getMonotonicUlid();
  }

  /** The same with the reason given. */
  public Patch because(String why) {
    return new Patch(patchId, registryHash, body, source, why, workItemId, timestampUtc);
  }

  /** The same, for the given item of the queue. */
  public Patch forWorkItem(String id) {
    return new Patch(patchId, registryHash, body, source, reason, id, timestampUtc);
  }

  /** The same under the given id. */
  public Patch withId(String id) {
    return new Patch(id, registryHash, body, source, reason, workItemId, timestampUtc);
  }
}
