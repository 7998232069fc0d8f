package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Data of contract P3. Source: {@code docs/reference/registry-policies.md}.
 *
 * @param version the newest file version this engine writes
 * @param template what an absent file stands for
 * @param required members by record kind, {@code *} for every kind
 * @param enums allowed texts by name of the list
 * @param synonyms by name of the list: other spellings that are stored as one of it
 * @param formats patterns by name
 * @param transientStatuses those that only transients may have
 * @param mostOthersPercent share of entities of kind {@code other} beyond which it warns
 * @param mostRemovedPercent share of active records that one patch may take out of use
 */
public record SchemaPolicy(
    String version,
    ObjectNode template,
    Meta meta,
    Map<String, List<String>> required,
    Map<String, List<String>> enums,
    Map<String, Map<String, String>> synonyms,
    Map<String, Pattern> formats,
    List<String> transientStatuses,
    int mostOthersPercent,
    int mostRemovedPercent) {

  public SchemaPolicy {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(meta, "meta");
    Objects.requireNonNull(required, "required");
    Objects.requireNonNull(enums, "enums");
    Objects.requireNonNull(synonyms, "synonyms");
    Objects.requireNonNull(formats, "formats");
    Objects.requireNonNull(transientStatuses, "transient_statuses");
    RegistryPolicies.requirePositive("most_others_percent", mostOthersPercent);
    RegistryPolicies.requirePositive("most_removed_percent", mostRemovedPercent);
  }

  /**
   * Rules of the member {@code meta}.
   *
   * @param constants members that have one value
   */
  public record Meta(List<String> required, Map<String, String> constants, List<String> status) {
    public Meta {
      Objects.requireNonNull(required, "required");
      Objects.requireNonNull(constants, "constants");
      Objects.requireNonNull(status, "status");
    }
  }

  /** Members a record of the kind must have. */
  List<String> required(String kind) {
    return java.util.stream.Stream.concat(
            required.getOrDefault("*", List.of()).stream(),
            required.getOrDefault(kind, List.of()).stream())
        .toList();
  }
}
