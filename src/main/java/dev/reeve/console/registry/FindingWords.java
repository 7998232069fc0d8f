package dev.reeve.console.registry;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import java.util.Locale;
import java.util.Optional;

/**
 * Findings of the contracts in words: what it is, why it was found, and what a person does about
 * it. Source: {@code docs/reference/registry-policies.md}.
 */
final class FindingWords {
  private FindingWords() {}

  /** What it is, short enough for a title. */
  static String title(Finding finding) {
    return titleKey(finding.code()).map(Texts::get).orElseGet(() -> capital(said(finding)));
  }

  /** Why it was found, what to do about it, and what holds until then. */
  static String why(Finding finding) {
    String held = Texts.get(finding.warning() ? "registry.why.warning" : "registry.why.error");
    String remedy = remedyKey(finding).map(Texts::get).orElse("");
    return (sentence(said(finding)) + " " + remedy).strip() + " " + held;
  }

  /** What the contract says, without the record, which is named beside it. */
  static String said(Finding finding) {
    String named = "record " + finding.key() + ", ";
    String message = Formats.pointing(finding.message());
    return message.startsWith(named) ? message.substring(named.length()) : message;
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String sentence(String words) {
    if (words.isEmpty()) {
      return words;
    }
    String first = capital(words);
    return first.endsWith(".") ? first : first + ".";
  }

  private static Optional<String> titleKey(String code) {
    return Optional.ofNullable(
        switch (code) {
          case "WP_TOOL_ONLY" -> "registry.finding.wp-tool-only";
          case "WP_USER_ONLY" -> "registry.finding.wp-user-only";
          case "WP_NEVER" -> "registry.finding.wp-never";
          case "WP_IMMUTABLE" -> "registry.finding.wp-immutable";
          case "WP_TRANSITION" -> "registry.finding.wp-transition";
          case "WP_OVERRIDE_MISMATCH" -> "registry.finding.wp-override-mismatch";
          case "WP_UNKNOWN_COLUMN" -> "registry.finding.wp-unknown-column";
          case "DV_MISMATCH" -> "registry.finding.dv-mismatch";
          case "DV_INPUT_MISSING" -> "registry.finding.dv-input-missing";
          case "DV_CONSTRAINT" -> "registry.finding.dv-constraint";
          case "SA_SCHEMA" -> "registry.finding.sa-schema";
          case "SA_STATUS_KIND" -> "registry.finding.sa-status-kind";
          case "SA_TTL_PAIR" -> "registry.finding.sa-ttl-pair";
          case "SA_OTHER_NEEDS_NOTE" -> "registry.finding.sa-other-needs-note";
          case "SA_OTHER_SHARE" -> "registry.finding.sa-other-share";
          case "SA_VERSION_OLD" -> "registry.finding.sa-version-old";
          case "SA_VERSION_TOO_NEW" -> "registry.finding.sa-version-too-new";
          case "EE_METHOD_MISSING" -> "registry.finding.ee-method-missing";
          case "EE_METHOD_UNKNOWN" -> "registry.finding.ee-method-unknown";
          case "EE_FIELD_MISSING" -> "registry.finding.ee-field-missing";
          case "EE_CONFIDENCE_RANGE" -> "registry.finding.ee-confidence-range";
          case "EE_NOTES_MISSING" -> "registry.finding.ee-notes-missing";
          case "EE_LOCATOR_FORMAT" -> "registry.finding.ee-locator-format";
          case "EE_QUARANTINE" -> "registry.finding.ee-quarantine";
          case "EE_AGED" -> "registry.finding.ee-aged";
          case "EE_QUALITY" -> "registry.finding.ee-quality";
          case "EE_ALERT" -> "registry.finding.ee-alert";
          case "MA_FORMAT" -> "registry.finding.ma-format";
          case "MA_SOURCE_ENUM" -> "registry.finding.ma-source-enum";
          case "MA_OVERRIDE_MISSING" -> "registry.finding.ma-override-missing";
          case "MA_MISMATCH" -> "registry.finding.ma-mismatch";
          case "MA_MANIFEST_GONE" -> "registry.finding.ma-manifest-gone";
          case "MA_MANIFEST_INVALID" -> "registry.finding.ma-manifest-invalid";
          case "MA_RULE_CONFLICT" -> "registry.finding.ma-rule-conflict";
          case "PR_INCOMPLETE" -> "registry.finding.pr-incomplete";
          case "PR_UNKNOWN_PROCESS" -> "registry.finding.pr-unknown-process";
          case "PR_UNKNOWN_STEP" -> "registry.finding.pr-unknown-step";
          case "PR_ROLE_FORBIDDEN" -> "registry.finding.pr-role-forbidden";
          case "PR_NO_OWNER" -> "registry.finding.pr-no-owner";
          case "RI_DUPLICATE_ID" -> "registry.finding.ri-duplicate-id";
          case "RI_DUPLICATE_PATH" -> "registry.finding.ri-duplicate-path";
          case "RI_DANGLING_EDGE" -> "registry.finding.ri-dangling-edge";
          case "RI_DANGLING_REF" -> "registry.finding.ri-dangling-ref";
          case "RI_OUTPUT_PATHS" -> "registry.finding.ri-output-paths";
          case "RI_RECORD_COUNT" -> "registry.finding.ri-record-count";
          case "RI_COUNTER_DECREASED" -> "registry.finding.ri-counter-decreased";
          default -> null;
        });
  }

  private static Optional<String> remedyKey(Finding finding) {
    return Optional.ofNullable(
        switch (finding.code()) {
          case "WP_TOOL_ONLY",
              "WP_USER_ONLY",
              "WP_NEVER",
              "WP_IMMUTABLE",
              "WP_TRANSITION",
              "WP_OVERRIDE_MISMATCH",
              "WP_UNKNOWN_COLUMN" ->
              "registry.remedy.write";
          case "DV_MISMATCH", "DV_INPUT_MISSING" -> "registry.remedy.derived";
          case "DV_CONSTRAINT", "SA_SCHEMA", "SA_STATUS_KIND", "SA_TTL_PAIR" ->
              "registry.remedy.schema";
          case "SA_OTHER_NEEDS_NOTE" -> "registry.remedy.note";
          case "SA_OTHER_SHARE" -> "registry.remedy.other-share";
          case "SA_VERSION_OLD" -> "registry.remedy.version-old";
          case "SA_VERSION_TOO_NEW" -> "registry.remedy.version-new";
          case "EE_METHOD_MISSING",
              "EE_METHOD_UNKNOWN",
              "EE_FIELD_MISSING",
              "EE_CONFIDENCE_RANGE",
              "EE_NOTES_MISSING",
              "EE_LOCATOR_FORMAT" ->
              "registry.remedy.evidence";
          case "EE_QUARANTINE", "EE_AGED" -> "registry.remedy.aged";
          case "EE_QUALITY", "EE_ALERT" -> "registry.remedy.quality";
          case "MA_FORMAT" -> "registry.remedy.module-form";
          case "MA_SOURCE_ENUM", "MA_OVERRIDE_MISSING" -> "registry.remedy.module";
          case "MA_MISMATCH" -> "registry.remedy.module-other";
          case "MA_MANIFEST_GONE" -> "registry.remedy.manifest-gone";
          case "MA_MANIFEST_INVALID" -> "registry.remedy.manifest";
          case "MA_RULE_CONFLICT" -> "registry.remedy.rule-conflict";
          case "PR_INCOMPLETE", "PR_UNKNOWN_PROCESS", "PR_UNKNOWN_STEP", "PR_ROLE_FORBIDDEN" ->
              "registry.remedy.process";
          case "PR_NO_OWNER" -> "registry.remedy.owner";
          case "RI_DUPLICATE_ID", "RI_DUPLICATE_PATH" -> "registry.remedy.twice";
          case "RI_DANGLING_EDGE", "RI_DANGLING_REF" -> "registry.remedy.dangling";
          case "RI_OUTPUT_PATHS" -> "registry.remedy.outputs";
          case "RI_RECORD_COUNT", "RI_COUNTER_DECREASED" -> "registry.remedy.restore";
          default -> null;
        });
  }
}
