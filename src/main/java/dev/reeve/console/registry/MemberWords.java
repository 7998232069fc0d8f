package dev.reeve.console.registry;

import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Members of a record for people; as they stand in the file they are on a page of their own. */
final class MemberWords {
  /** What a file's record says of itself in the summary. */
  static final Set<String> IDENTITY =
      Set.of(
          "record_id",
          "doc_id",
          "module_id",
          "sha256",
          "size_bytes",
          "created_utc",
          "updated_utc",
          "updated_by");

  private MemberWords() {}

  /** The member with a name and a value that read well; in full it is what the file says. */
  static Fact told(Fact member) {
    return new Fact(name(member.name()), value(member.name(), member.value()), member.full());
  }

  private static String name(String member) {
    return switch (member) {
      case "record_id" -> Texts.get("registry.fact.record-id");
      case "doc_id" -> Texts.get("registry.column.document");
      case "module_id" -> Texts.get("registry.fact.module");
      case "sha256" -> Texts.get("registry.column.hash");
      case "size_bytes" -> Texts.get("registry.column.size");
      case "created_utc" -> Texts.get("registry.fact.created");
      case "updated_utc" -> Texts.get("registry.column.updated");
      case "updated_by" -> Texts.get("registry.column.writer");
      default -> inWords(member);
    };
  }

  private static String inWords(String member) {
    String words = member.replaceFirst("_utc$", "").replace('_', ' ').strip();
    return words.isEmpty()
        ? member
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String value(String member, String value) {
    if (value.matches("[0-9a-f]{64}")) {
      return Formats.hash(value);
    }
    Instant time = member.endsWith("_utc") ? RegistryRow.time(value) : null;
    if (time != null) {
      return Formats.stamp(time);
    }
    return member.endsWith("_bytes") && value.matches("\\d{1,18}")
        ? Formats.size(Long.parseLong(value))
        : value;
  }
}
