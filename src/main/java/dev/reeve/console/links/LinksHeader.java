package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.Ticker;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the Doc links pane says around its rows: how far the work is, and why there are none. */
public final class LinksHeader {
  private final LinkRows rows;
  private final LinkScanViewModel scan;
  private final Ticker ticker;

  LinksHeader(LinkRows rows, LinkScanViewModel scan, Ticker ticker) {
    this.rows = rows;
    this.scan = scan;
    this.ticker = ticker;
  }

  private ObservableValue<String> told(Function<LinksFigures, String> words) {
    return Bindings.createStringBinding(
        () -> rows.knownProperty().get() == null ? "" : words.apply(rows.figuresProperty().get()),
        rows.knownProperty(),
        rows.figuresProperty());
  }

  /** "67 decided · 12 staged". */
  public ObservableValue<String> progressText() {
    return told(now -> Texts.get("links.header.progress", now.decided(), now.staged()));
  }

  /** How many need a person, to be seen first; null while none does. */
  public ObservableValue<@Nullable Badge> need() {
    return rows.figuresProperty()
        .map(
            now ->
                now.left() == 0
                    ? null
                    : Badge.of(
                            0,
                            needText(now.left(), rows.needing().get()),
                            Icon.HAND,
                            Badge.Hue.NEED)
                        .in(Badge.Form.SOLID));
  }

  /** Where not all are looked at, both numbers: the one beside the place in the rail is of all. */
  private static String needText(int left, int needing) {
    return left == needing
        ? Texts.get("links.header.need", left)
        : Texts.get("links.header.need-of", left, needing);
  }

  /**
   * How much is mended or carried out, staged and left, in parts of one; empty before the first
   * scan.
   */
  public ObservableValue<List<Double>> parts() {
    return rows.figuresProperty()
        .map(
            now ->
                now.all() == 0
                    ? List.of()
                    : List.of(
                        (now.automatic() + now.fixed()) / (double) now.all(),
                        now.staged() / (double) now.all(),
                        now.left() / (double) now.all()));
  }

  /** What the bar says to those who do not see it. */
  public ObservableValue<String> barText() {
    return told(
        now ->
            Texts.get("links.header.bar", now.automatic(), now.fixed(), now.staged(), now.left()));
  }

  /** What is to be said above the table: all is decided, or the rows are of a while ago. */
  public ObservableValue<String> told() {
    return Bindings.createStringBinding(
        () -> {
          LinksFigures now = rows.figuresProperty().get();
          TriageSnapshot known = rows.knownProperty().get();
          if (known != null && scan.outdatedProperty().get()) {
            return Texts.get(
                "links.told.outdated", Formats.sameDay(known.scannedAt(), ticker.now()));
          }
          return known != null && now.left() == 0 && now.staged() > 0
              ? Texts.get("links.told.all-decided", now.staged())
              : "";
        },
        rows.knownProperty(),
        scan.outdatedProperty(),
        rows.figuresProperty());
  }

  /** Which documents the rows are of; empty before the first scan. */
  public ObservableValue<String> lookedText() {
    return Present.map(rows.knownProperty(), LinkWords::looked, "");
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return Bindings.createStringBinding(
        this::empty,
        rows.knownProperty(),
        scan.scanningProperty(),
        rows.navOnlyProperty(),
        rows.list().filterProperty(),
        rows.figuresProperty());
  }

  private String empty() {
    TriageSnapshot now = rows.knownProperty().get();
    if (now == null) {
      return scan.scanningProperty().get()
          ? Texts.get("links.empty.scanning")
          : Texts.get("links.empty.no-scan");
    }
    String filter = rows.list().filterProperty().get();
    if (!filter.isBlank()) {
      return Texts.get("links.empty.filtered", filter);
    }
    return rows.navOnlyProperty().get()
        ? Texts.get("links.empty.none-nav")
        : Texts.get(
            "links.empty.none",
            now.documents(),
            Formats.sameDay(now.scannedAt(), ticker.now()),
            LinkWords.lookedIn(now));
  }
}
