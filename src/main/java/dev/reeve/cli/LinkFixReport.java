package dev.reeve.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.fix.FileEdit;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixPlan;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.workspace.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How {@code reeve links fix} tells what it did, or would do. */
record LinkFixReport(FixPlan plan, @Nullable Path kept, FixResult result, boolean executed) {
  private static final int WIDEST = 160;
  private static final int BEFORE_CHANGE = 60;

  ObjectNode json() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("executed", executed);
    json.put("execution_id", result.executionId());
    json.put("rollback_execution_id", result.rollbackId());
    json.put("plan", kept == null ? null : kept.toString());
    json.put("backup", result.backup() == null ? null : result.backup().toString());
    json.put("error_code", result.code());
    json.put("message", verdict());
    ObjectNode summary = json.putObject("summary");
    summary.put("total_broken", plan.brokenLinks().size());
    summary.put("files_modified", result.filesModified());
    for (Status status : Status.values()) {
      summary.put(code(status), result.count(status));
    }
    ArrayNode fixes = json.putArray("fixes");
    for (FixOutcome each : result.outcomes()) {
      ObjectNode fix = fixes.addObject();
      fix.put("id", each.id());
      fix.put("source_file", each.sourceFile());
      fix.put("line", each.line());
      fix.put("before", each.before());
      fix.put("after", each.after());
      fix.put("heading_missing", each.headingMissing());
      fix.put("status", code(each.status()));
      fix.put("code", each.code());
      fix.put("message", each.message());
    }
    return json;
  }

  private static String code(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  void print(Output output) {
    for (FileEdit file : result.files()) {
      output.line(Output.plain(file.path()));
      changedLines(file).forEach(output::line);
    }
    result.outcomes().stream()
        .filter(FixOutcome::headingMissing)
        .forEach(each -> flag(output, each));
    for (FixOutcome each : result.outcomes()) {
      switch (each.status()) {
        case REGRESSED, SKIPPED, REJECTED, CONFLICT, FAILED ->
            output.line(
                Output.plain(
                    place(each) + "  " + code(each.status()) + "  " + each.message() + code(each)));
        case PLANNED, VERIFIED, ALREADY_FIXED, NOT_CHOSEN -> {}
      }
    }
    if (kept != null) {
      output.line("Plan: " + Output.plain(kept.toString()));
    }
    if (result.backup() != null) {
      output.line("Backup: " + Output.plain(result.backup().toString()));
    }
    output.line(verdict());
  }

  private static void flag(Output output, FixOutcome each) {
    output.line(
        Output.plain(
            place(each) + "  the file of '" + each.after() + "' has no such heading; it is kept"));
  }

  private static String place(FixOutcome each) {
    return each.sourceFile() + ":" + each.line() + "  " + each.id();
  }

  private static String code(FixOutcome each) {
    return each.code() == null ? "" : " [" + each.code() + "]";
  }

  /** The last line: what was done, and why not more. */
  String verdict() {
    if (result.code() != null) {
      return "FAILED: nothing was written: " + result.message() + " [" + result.code() + "]";
    }
    long mended = result.count(Status.VERIFIED) + result.count(Status.PLANNED);
    long files = result.files().stream().map(FileEdit::path).distinct().count();
    List<String> rest = rest();
    String end = rest.isEmpty() ? "" : "; " + String.join(", ", rest);
    if (!executed) {
      return mended == 0
          ? "NOTHING TO MEND" + (rest.isEmpty() ? "" : ": " + String.join(", ", rest))
          : "PREVIEW: %s in %s would be mended%s. --execute does it."
              .formatted(links(mended), documents(files), end);
    }
    if (mended == 0) {
      return (result.complete() ? "NOTHING TO MEND" : "NOTHING MENDED")
          + (rest.isEmpty() ? "" : ": " + String.join(", ", rest));
    }
    return "%s: %s in %s by %s%s"
        .formatted(
            result.complete() ? "MENDED" : "PARTLY",
            links(mended),
            documents(result.filesModified()),
            result.executionId(),
            end);
  }

  private List<String> rest() {
    List<String> out = new ArrayList<>();
    add(out, result.count(Status.ALREADY_FIXED), "mended before");
    add(out, result.count(Status.REGRESSED), "put back");
    add(out, result.count(Status.SKIPPED), "not found again");
    add(out, result.count(Status.REJECTED), "rejected");
    add(out, result.count(Status.CONFLICT), "in conflict");
    add(out, result.count(Status.FAILED), "failed");
    add(
        out,
        result.count(Status.NOT_CHOSEN),
        "left, of %d in the plan".formatted(plan.brokenLinks().size()));
    return out;
  }

  private static void add(List<String> out, long count, String words) {
    if (count > 0) {
      out.add(count + " " + words);
    }
  }

  private static String links(long count) {
    return count + (count == 1 ? " link" : " links");
  }

  private static String documents(long count) {
    return count + (count == 1 ? " document" : " documents");
  }

  /** A rewritten destination changes its line and no other, so lines can be held side by side. */
  private static List<String> changedLines(FileEdit file) {
    byte[] bytes = file.before();
    List<String> after = lines(file.after());
    if (bytes == null) {
      return after.stream().map(line -> "  + " + Output.plain(line)).toList();
    }
    List<String> before = lines(bytes);
    List<String> out = new ArrayList<>();
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      String old = before.get(i);
      String now = after.get(i);
      if (!old.equals(now)) {
        int from = cut(old, now);
        out.add("  %d - %s".formatted(i + 1, shown(old, from)));
        out.add(
            "  %s + %s".formatted(" ".repeat(String.valueOf(i + 1).length()), shown(now, from)));
      }
    }
    return out;
  }

  private static List<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  /** Where to begin a line that is too wide, so that the first change is seen. */
  private static int cut(String old, String now) {
    if (Math.max(old.length(), now.length()) <= WIDEST) {
      return 0;
    }
    int same = 0;
    while (same < Math.min(old.length(), now.length()) && old.charAt(same) == now.charAt(same)) {
      same++;
    }
    return Math.max(0, same - BEFORE_CHANGE);
  }

  private static String shown(String line, int from) {
    int end = Math.min(line.length(), from + WIDEST);
    return (from > 0 ? "\u2026" : "")
        + Output.plain(line.substring(Math.min(from, end), end))
        + (end < line.length() ? "\u2026" : "");
  }
}
