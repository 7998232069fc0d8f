package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.fix.DocumentWrites;
import dev.reeve.engine.links.fix.DocumentWrites.FileWrite;
import dev.reeve.engine.links.fix.DocumentWrites.Written;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the file of rules and redirects by themselves, under the lock on documents. */
final class RuleFile {
  private static final String NOTHING = "Nothing was changed.";

  private final Workspace workspace;
  private final DocumentWrites writes;

  RuleFile(Workspace workspace, DocumentWrites writes) {
    this.workspace = workspace;
    this.writes = writes;
  }

  String add(LinkRule rule, String operator) {
    try (DocumentWrites.Held held = writes.lock(operator)) {
      boolean known =
          LinkSettingsFile.read(workspace).rules().stream()
              .anyMatch(each -> each.id().equals(rule.id()));
      if (known) {
        throw EngineException.of(
                Kind.CONFLICT,
                "RULE_EXISTS",
                "No rule was added: one has the id '" + rule.id() + "' already.")
            .with(NOTHING, "Name another id.");
      }
      byte[] before = bytes(LinkSettings.FILE);
      String text = before == null ? null : new String(before, StandardCharsets.UTF_8);
      String after = LinkSettingsFile.added(text, List.of(rule), List.of());
      held.require();
      return write(
          List.of(new FileWrite(LinkSettings.FILE, before, after.getBytes(StandardCharsets.UTF_8))),
          "Add the link rule " + rule.id() + ": " + rule.reason(),
          operator);
    }
  }

  /** The document goes with its line; one that is no redirect any more stays. */
  String removeStub(String path, String operator) {
    try (DocumentWrites.Held held = writes.lock(operator)) {
      byte[] document = bytes(path);
      byte[] before = bytes(LinkSettings.FILE);
      if (before == null) {
        throw unknownStub(path);
      }
      if (document != null && !StubText.isStub(new String(document, StandardCharsets.UTF_8))) {
        throw EngineException.of(
                Kind.CONFLICT,
                "STUB_EDITED",
                path + " was not removed: it is another document by now.")
            .with(NOTHING, "Take its line out of " + LinkSettings.FILE + ".");
      }
      String after = LinkSettingsFile.withoutStub(new String(before, StandardCharsets.UTF_8), path);
      List<FileWrite> files = new ArrayList<>();
      if (document != null) {
        files.add(new FileWrite(path, document, null));
      }
      files.add(new FileWrite(LinkSettings.FILE, before, after.getBytes(StandardCharsets.UTF_8)));
      held.require();
      return write(files, "Remove the redirect " + path + ", to which nothing leads", operator);
    }
  }

  private String write(List<FileWrite> files, String intent, String operator) {
    Written written = writes.write(files, intent, operator, null);
    if (written.code() != null) {
      throw EngineException.of(
              Kind.CONFLICT, written.code(), "Nothing was written: " + written.message())
          .with(NOTHING, "Look at the execution " + written.executionId() + ".");
    }
    return written.executionId();
  }

  private byte @Nullable [] bytes(String path) {
    Path file = workspace.root().resolve(path);
    try {
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE, "FILE_UNREADABLE", "Nothing was written: " + e.getMessage())
          .with(NOTHING, "Make " + path + " readable.")
          .causedBy(e);
    }
  }

  static EngineException unknownStub(String path) {
    return EngineException.of(
            Kind.NOT_FOUND, "STUB_UNKNOWN", "Nothing was removed: '" + path + "' is no redirect.")
        .with(NOTHING, "reeve links stubs list names them.");
  }

  static EngineException referenced(StubRow stub) {
    return EngineException.of(
            Kind.CONFLICT,
            "STUB_REFERENCED",
            stub.path()
                + " was not removed: "
                + String.join(", ", stub.referrers())
                + " still "
                + (stub.referrers().size() == 1 ? "leads" : "lead")
                + " there.")
        .with(NOTHING, "Lead them to " + stub.target() + " first.");
  }
}
