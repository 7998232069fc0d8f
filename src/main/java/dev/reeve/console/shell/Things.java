package dev.reeve.console.shell;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.palette.PaletteEntry;
import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.console.palette.PaletteEntry.Offer;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.RecordRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What of the workspace the palette finds: jobs by path, documents by either ID, executions,
 * operators. They are the rows the panes hold, so nothing is read for it. Screen thread.
 */
final class Things {
  private final ShellViewModel model;

  Things(ShellViewModel model) {
    this.model = model;
  }

  List<PaletteEntry> all() {
    List<PaletteEntry> all = new ArrayList<>();
    model.queue().list().rows().all().forEach(row -> all.add(job(row.snapshot())));
    model
        .registry()
        .records()
        .list()
        .rows()
        .all()
        .forEach(row -> all.add(document(row.snapshot().record())));
    List<ExecutionRow> executions =
        model.executions().list().rows().all().stream().map(row -> row.snapshot()).toList();
    executions.forEach(row -> all.add(execution(row)));
    executions.stream()
        .map(ExecutionRow::operator)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(name -> all.add(operator(name)));
    return all;
  }

  private PaletteEntry job(WorkItem item) {
    return thing(
        Kind.JOB,
        Icon.LIST,
        item.path(),
        Texts.get("palette.where.job"),
        item.id(),
        () -> model.go().job(item.id()));
  }

  private PaletteEntry document(RecordRow row) {
    String document = row.docId();
    String id = document == null ? row.key() : document;
    String ids = document == null ? row.key() : document + " \u00b7 " + row.key();
    return new PaletteEntry(
        Kind.DOCUMENT,
        Icon.DATABASE,
        row.path() == null ? id : row.path(),
        Texts.get("palette.where.document", ids),
        "",
        id,
        row.key(),
        "",
        Offer.ASKED,
        () -> model.go().record(row.key()));
  }

  private PaletteEntry execution(ExecutionRow row) {
    return thing(
        Kind.EXECUTION,
        Icon.HISTORY,
        row.intent(),
        Texts.get("palette.where.execution", row.id()),
        row.id(),
        () -> model.go().execution(row.id()));
  }

  private PaletteEntry operator(String name) {
    return thing(
        Kind.OPERATOR,
        Icon.USER,
        name,
        Texts.get("palette.where.operator"),
        name,
        () -> model.go().operator(name));
  }

  private static PaletteEntry thing(
      Kind kind, Icon icon, String name, String where, String id, Runnable run) {
    return new PaletteEntry(kind, icon, name, where, "", id, "", "", Offer.ASKED, run);
  }
}
