package dev.reeve.engine.registry;

import dev.reeve.engine.registry.RegistryDao.State;
import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry in figures. Never throws for a file that cannot be read. Any thread. */
final class RegistrySummaries {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrySummaries.class);

  private final RegistryDao dao;
  private final RegistryFile file;
  private final RegistryBackups backups;
  private volatile int lastCount;

  RegistrySummaries(RegistryDao dao, RegistryFile file, RegistryBackups backups) {
    this.dao = dao;
    this.file = file;
    this.backups = backups;
  }

  /** Of the file as it is now. */
  RegistrySummary now() {
    RegistryDocument document;
    try {
      document = file.glance();
    } catch (EngineException e) {
      String offer =
          backups.newestVerified().map(name -> " The newest backup is " + name + ".").orElse("");
      return of(null, e.code() + ": " + e.getMessage() + offer);
    }
    String problem = null;
    try {
      file.requireKnownVersion(document);
      if (file.foreign(document)) {
        problem =
            "FOREIGN_WRITE: The file "
                + (document.present() ? "was changed by somebody else" : "is gone")
                + "; nothing is written to it.";
      }
    } catch (EngineException e) {
      problem = e.code() + ": " + e.getMessage();
    }
    return of(document, problem);
  }

  /** Of a document that was just written. */
  RegistrySummary of(RegistryDocument written) {
    return of(written, null);
  }

  private RegistrySummary of(@Nullable RegistryDocument document, @Nullable String problem) {
    int kept = count();
    return dao.together(() -> of(document, problem, kept));
  }

  /** A write that stands must not look failed because a folder cannot be listed. */
  private int count() {
    try {
      lastCount = backups.count();
    } catch (EngineException e) {
      LOG.warn("The number of backups is the last known one: {}", e.getMessage());
    }
    return lastCount;
  }

  private RegistrySummary of(
      @Nullable RegistryDocument document, @Nullable String problem, int kept) {
    RegistryCounters counters = dao.counters();
    return new RegistrySummary(
        document == null || !document.present() ? null : document.hash(),
        document == null ? "" : document.version(),
        document == null ? 0 : document.size(),
        document == null ? 0 : document.tally().activeFiles(),
        kept,
        instant(State.LAST_WRITE),
        instant(State.LAST_VALIDATION),
        number(State.VALIDATION_ERRORS),
        number(State.VALIDATION_WARNINGS),
        counters.attempted(),
        counters.succeeded(),
        counters.casConflicts(),
        problem,
        dao.state(State.ALARM));
  }

  private @Nullable Instant instant(State name) {
    String text = dao.state(name);
    return text == null ? null : Instant.parse(text);
  }

  private int number(State name) {
    String text = dao.state(name);
    return text == null ? 0 : Integer.parseInt(text);
  }
}
