package dev.reeve.engine.registry;

import dev.reeve.engine.registry.DuplicateId.Claim;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what claims an id or path that another has, and proposes who keeps it: whose it is by
 * {@link IdOwner}, else the file that was changed first. Changes nothing. Blocks. Source: {@code
 * docs/reference/reconcile.md}.
 */
public final class DuplicateFinder {
  private static final Set<DriftKind> KINDS =
      EnumSet.of(DriftKind.DUPLICATE_ID_ON_DISK, DriftKind.ID_CONFLICT, DriftKind.DUPLICATE_PATH);

  private final Workspace workspace;
  private final Reconciler reconciler;
  private final RegistryWriter writer;
  private final IdLedger ledger;

  /** Looks through a workspace. */
  public DuplicateFinder(
      Workspace workspace, Reconciler reconciler, RegistryWriter writer, IdLedger ledger) {
    this.workspace = workspace;
    this.reconciler = reconciler;
    this.writer = writer;
    this.ledger = ledger;
  }

  /** Everything that is claimed twice under the watched folders. */
  public List<DuplicateId> find(BooleanSupplier cancelled) {
    ReconcileReport report = reconciler.look(workspace.config().watch().roots(), cancelled);
    RegistryDocument document = writer.current();
    return report.items().stream()
        .filter(item -> KINDS.contains(item.kind()))
        .map(item -> of(document, item))
        .toList();
  }

  private DuplicateId of(RegistryDocument document, DriftItem item) {
    String id = item.docId() == null ? "" : item.docId();
    List<Claim> claims =
        switch (item.kind()) {
          case DUPLICATE_ID_ON_DISK -> files(document, item, id);
          case DUPLICATE_PATH -> records(item);
          default ->
              List.of(
                  claim(
                      item.path(),
                      false,
                      "name, header and record must say one id: correct the wrong one"));
        };
    return new DuplicateId(item.kind(), id, item.message(), claims);
  }

  private List<Claim> files(RegistryDocument document, DriftItem item, String id) {
    List<String> paths = item.places();
    List<String> owners =
        Allocator.id(id).stream()
            .flatMap(each -> IdOwner.paths(document, ledger, each).stream())
            .filter(paths::contains)
            .toList();
    String why = document.byDocId(id).isEmpty() ? "it was issued for it" : "its record";
    String keeper =
        owners.isEmpty()
            ? paths.stream()
                .min(Comparator.comparing((String path) -> age(path)).thenComparing(p -> p))
                .orElse(item.path())
            : owners.getFirst();
    return paths.stream()
        .map(
            path -> {
              if (path.equals(keeper)) {
                return claim(path, true, owners.isEmpty() ? "the oldest file" : why);
              }
              return claim(
                  path,
                  false,
                  owners.contains(path)
                      ? "its record has the id too: end one of the two records first"
                      : "reeve registry reissue gives it one of its own");
            })
        .toList();
  }

  private Instant age(String path) {
    @Nullable Instant modified = modified(path);
    return modified == null ? Instant.MAX : modified;
  }

  private List<Claim> records(DriftItem item) {
    return List.of(
        claim(item.path(), true, "record " + item.otherPath()),
        claim(
            item.path(),
            false,
            "record "
                + item.recordId()
                + ": set its status to deprecated with reeve registry"
                + " apply"));
  }

  private Claim claim(String path, boolean keeps, String advice) {
    return new Claim(path, modified(path), keeps, advice);
  }

  private @Nullable Instant modified(String path) {
    try {
      return Files.getLastModifiedTime(workspace.root().resolve(path), LinkOption.NOFOLLOW_LINKS)
          .toInstant();
    } catch (IOException gone) {
      return null;
    }
  }
}
