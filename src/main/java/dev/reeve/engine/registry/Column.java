package dev.reeve.engine.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One slot of the column table. Source: {@code docs/reference/registry-policies.md}.
 *
 * @param slot order in a record
 * @param kind record kind, {@code *} for every kind
 * @param enumName name of a list of the schema, null for any text
 * @param format name of a pattern of the schema, null for any text
 * @param reference whether it names an entity
 * @param since first file version that may hold it, null for all
 */
public record Column(
    int slot,
    String name,
    String kind,
    Owner owner,
    Update update,
    Type type,
    @JsonProperty("enum") @Nullable String enumName,
    @Nullable String format,
    boolean reference,
    @Nullable String since) {

  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(update, "update");
    Objects.requireNonNull(type, "type");
  }

  /** Who may write it. */
  public enum Owner {
    TOOL_ONLY,
    USER_ONLY,
    BOTH,
    NEVER;

    @com.fasterxml.jackson.annotation.JsonCreator
    static Owner of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** When it changes. */
  public enum Update {
    IMMUTABLE,
    RECOMPUTE_ON_SCAN,
    RECOMPUTE_ON_BUILD,
    MANUAL_PATCH_ONLY,
    MANUAL_OR_AUTOMATED,
    NORMALIZED_ON_INGEST;

    @com.fasterxml.jackson.annotation.JsonCreator
    static Update of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** What it holds; every optional column may also hold null. */
  public enum Type {
    STRING,
    STRINGS,
    /** Texts, unique, sorted, none of them empty. */
    SORTED_STRINGS,
    INTEGER,
    BOOLEAN,
    /** 0 to 1. */
    FRACTION,
    TIMESTAMP,
    /** A path relative to the root. */
    PATH,
    /** Names of columns. */
    COLUMNS,
    ANY;

    @com.fasterxml.jackson.annotation.JsonCreator
    static Type of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
