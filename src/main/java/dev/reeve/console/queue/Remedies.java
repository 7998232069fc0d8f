package dev.reeve.console.queue;

import dev.reeve.console.fx.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person must change before a dead letter is worth another try, by its error code. */
final class Remedies {
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("POLICY_FORBIDDEN_PATH", "queue.remedy.forbidden-path"),
          Map.entry("NAME_COLLISION_UNRESOLVED", "queue.remedy.collision"),
          Map.entry("INVALID_ID_FORMAT_AFTER_REPAIR", "queue.remedy.id-format"),
          Map.entry("ID_CONFLICT", "queue.remedy.id-conflict"),
          Map.entry("PATH_VIOLATION", "queue.remedy.path"),
          Map.entry("DECISION_DENIED", "queue.remedy.denied"),
          Map.entry("APPROVAL_REQUIRED", "queue.remedy.approval"),
          Map.entry("FILE_NEVER_STABLE", "queue.remedy.never-stable"),
          Map.entry("CRASH_LOOP", "queue.remedy.crash"),
          Map.entry("FILE_LOCKED", "queue.remedy.file-locked"),
          Map.entry("PERMISSION_DENIED_TRANSIENT", "queue.remedy.permission"),
          Map.entry("PATH_LOCK_BUSY", "queue.remedy.lock"),
          Map.entry("REGISTRY_LOCK_BUSY", "queue.remedy.lock"));

  private static final Map<String, String> FAMILIES =
      Map.of(
          "WP_", "queue.remedy.write-policy",
          "SA_", "queue.remedy.registry",
          "RI_", "queue.remedy.registry");

  private Remedies() {}

  /** A clause without a full stop, such as "give one of the two files another id". */
  static String of(@Nullable String code) {
    String known = code == null ? null : KEYS.get(code);
    if (known != null) {
      return Texts.get(known);
    }
    return FAMILIES.entrySet().stream()
        .filter(family -> code != null && code.startsWith(family.getKey()))
        .map(family -> Texts.get(family.getValue()))
        .findFirst()
        .orElseGet(() -> Texts.get("queue.remedy.other"));
  }
}
