package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** P3: what the file and its records must look like. */
final class SchemaContract implements Contract {
  private static final String P3 = "P3";

  private final SchemaPolicy policy;
  private final ColumnTable columns;

  SchemaContract(RegistryPolicies policies) {
    this.policy = policies.schema();
    this.columns = policies.columns();
  }

  /** Whether the file's major version is above the engine's: such a file is only read. */
  boolean tooNew(String version) {
    return major(version) > major(policy.version());
  }

  /** The rules over the whole file. */
  void checkFile(Records records, Findings out) {
    ObjectNode meta = records.meta();
    String version = String.valueOf(RegistryJson.text(meta, "version"));
    if (tooNew(version)) {
      out.error("SA_VERSION_TOO_NEW", P3, null, "version", tooNewMessage(version));
    } else if (major(version) < major(policy.version())) {
      out.warn("SA_VERSION_OLD", P3, null, "version", "the file has the older version " + version);
    }
    checkMeta(meta, out);
    checkOthers(records, out);
  }

  String tooNewMessage(String version) {
    return "the file has version " + version + ", this program knows " + policy.version();
  }

  /** The rules over the member meta. */
  void checkMeta(ObjectNode meta, Findings out) {
    for (String name : policy.meta().required()) {
      if (RegistryJson.empty(meta, name)) {
        schema(out, null, "meta." + name, "meta." + name + " is missing");
      }
    }
    policy.meta().constants().forEach((name, value) -> constant(meta, name, value, out));
    String status = RegistryJson.text(meta, "status");
    if (status != null && !policy.meta().status().contains(status)) {
      schema(
          out,
          null,
          "meta.status",
          "meta.status: " + status + " is not in " + policy.meta().status());
    }
    String version = RegistryJson.text(meta, "version");
    if (version != null && !version.matches("\\d+\\.\\d+\\.\\d+")) {
      schema(out, null, "meta.version", "meta.version: " + version + " is no three-part version");
    }
  }

  private static void constant(ObjectNode meta, String name, String value, Findings out) {
    String found = RegistryJson.text(meta, name);
    if (found != null && !found.equals(value)) {
      schema(out, null, "meta." + name, "meta." + name + ": " + found + " must be " + value);
    }
  }

  /** Warns when too large a share of the entities is of no known kind. */
  void checkOthers(Records records, Findings out) {
    Tally tally = records.tally();
    if (tally.others() * 100 > tally.entities() * policy.mostOthersPercent()) {
      out.warn(
          "SA_OTHER_SHARE",
          P3,
          null,
          "entity_kind",
          tally.others() + " of " + tally.entities() + " entities are of the kind other");
    }
  }

  @Override
  public void check(Subject subject, Findings out) {
    for (String name : policy.required(subject.kind())) {
      if (subject.empty(name)) {
        schema(out, subject.key(), name, "record " + subject.key() + ", " + name + " is missing");
      }
    }
    for (Column column : columns.of(subject.kind())) {
      JsonNode value = subject.after().get(column.name());
      if (value != null && !value.isNull()) {
        String problem = problem(column, value);
        if (problem != null) {
          schema(out, subject.key(), column.name(), subject.value(column.name()) + ": " + problem);
        }
      }
    }
    if (subject.kind().equals("entity")) {
      entity(subject, out);
    }
    String status = subject.text("status");
    boolean transients = "transient".equals(subject.text("entity_kind"));
    if (status != null && !transients && policy.transientStatuses().contains(status)) {
      out.error(
          "SA_STATUS_KIND",
          P3,
          subject.key(),
          "status",
          subject.change("status") + " is for transients only");
    }
  }

  private void entity(Subject subject, Findings out) {
    String kind = subject.text("entity_kind");
    if ("transient".equals(kind)) {
      boolean ttl = !subject.empty("ttl_seconds");
      boolean expires = !subject.empty("expires_utc");
      boolean bothGiven =
          subject.written().contains("ttl_seconds")
              && subject.written().contains("expires_utc")
              && ttl
              && expires;
      if (bothGiven || (!ttl && !expires)) {
        out.error(
            "SA_TTL_PAIR",
            P3,
            subject.key(),
            "ttl_seconds",
            "record " + subject.key() + " needs exactly one of ttl_seconds and expires_utc");
      }
    }
    if ("other".equals(kind) && subject.empty("notes")) {
      out.error(
          "SA_OTHER_NEEDS_NOTE",
          P3,
          subject.key(),
          "notes",
          "record " + subject.key() + " is of the kind other and needs notes");
    }
  }

  /** Members of newer file versions may be written only once the file has that version. */
  void checkVersion(Subject subject, String fileVersion, Findings out) {
    for (String name : subject.written()) {
      Column column = columns.of(subject.kind(), name);
      String since = column == null ? null : column.since();
      if (since != null && subject.changed(name) && compare(fileVersion, since) < 0) {
        schema(
            out,
            subject.key(),
            name,
            subject.change(name)
                + " needs file version "
                + since
                + ", the file has "
                + fileVersion);
      }
    }
  }

  private @Nullable String problem(Column column, JsonNode value) {
    return switch (column.type()) {
      case STRING -> value.isTextual() ? text(column, value.textValue()) : "must be a text";
      case STRINGS, SORTED_STRINGS -> texts(value) ? null : "must be a list of texts";
      case COLUMNS -> names(value);
      case INTEGER ->
          value.isIntegralNumber() && value.longValue() >= 0 ? null : "must be a whole number";
      case BOOLEAN -> value.isBoolean() ? null : "must be true or false";
      case FRACTION -> value.isNumber() ? null : "must be a number";
      case TIMESTAMP ->
          value.isTextual() && RegistryTime.canonical(value.textValue())
              ? null
              : "must be an ISO 8601 time in UTC";
      case PATH -> value.isTextual() ? RegistryPath.problem(value.textValue()) : "must be a path";
      case ANY -> null;
    };
  }

  private @Nullable String text(Column column, String value) {
    List<String> allowed = column.enumName() == null ? null : policy.enums().get(column.enumName());
    if (allowed != null && !allowed.contains(value)) {
      return "is not in " + allowed;
    }
    Pattern format = column.format() == null ? null : policy.formats().get(column.format());
    return format == null || format.matcher(value).matches() ? null : "must look like " + format;
  }

  private static boolean texts(JsonNode value) {
    boolean all = value.isArray();
    for (JsonNode item : value) {
      all &= item.isTextual();
    }
    return all;
  }

  private @Nullable String names(JsonNode value) {
    if (!texts(value)) {
      return "must be a list of column names";
    }
    for (JsonNode item : value) {
      if (!columns.knows(item.textValue())) {
        return item.textValue() + " is no column";
      }
    }
    return null;
  }

  private static void schema(Findings out, @Nullable String key, String column, String message) {
    out.error("SA_SCHEMA", P3, key, column, message);
  }

  static int major(String version) {
    Integer first = parts(version).getFirst();
    return first == null ? 0 : first;
  }

  static int compare(String a, String b) {
    List<Integer> left = parts(a);
    List<Integer> right = parts(b);
    for (int i = 0; i < 3; i++) {
      int order = Integer.compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Integer> parts(String version) {
    var matcher = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})").matcher(version);
    return matcher.matches()
        ? List.of(
            Integer.valueOf(matcher.group(1)),
            Integer.valueOf(matcher.group(2)),
            Integer.valueOf(matcher.group(3)))
        : List.of(0, 0, 0);
  }

  /** Names of the lists, for those who choose from them. */
  Map<String, List<String>> enums() {
    return policy.enums();
  }
}
