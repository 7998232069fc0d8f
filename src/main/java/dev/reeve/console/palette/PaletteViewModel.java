package dev.reeve.console.palette;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The palette: what was typed, what was found, what was used lately. The entries are taken when it
 * opens and searched on a background thread. Screen thread.
 */
public final class PaletteViewModel {
  private static final int SHOWN = 200;
  private static final int REMEMBERED = 20;

  private final Screen screen;
  private final Supplier<List<PaletteEntry>> source;
  private final ObservableList<String> recent;
  private final BackgroundWork.Latest searching;
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper searched = new ReadOnlyBooleanWrapper();
  private final StringProperty typed = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
  private final ObservableList<PaletteEntry> found = FXCollections.observableArrayList();
  private @Nullable PaletteSearch search;

  /**
   * @param source everything that can be found now; asked on the screen thread whenever the palette
   *     opens
   * @param recent IDs used lately, newest first; changed in place
   */
  public PaletteViewModel(
      Screen screen, Supplier<List<PaletteEntry>> source, ObservableList<String> recent) {
    this.screen = screen;
    this.source = source;
    this.recent = recent;
    this.searching = screen.work().latest();
    open.addListener((observable, was, is) -> turn(is));
    typed.addListener((observable, was, is) -> find());
  }

  private void turn(boolean opened) {
    search = null;
    found.clear();
    searched.set(false);
    typed.set("");
    if (!opened) {
      searching.forget();
      return;
    }
    List<PaletteEntry> entries = source.get();
    List<String> lately = List.copyOf(recent);
    searching.run(
        () -> new PaletteSearch(entries, lately),
        indexed -> {
          search = indexed;
          find();
        },
        this::fail);
  }

  private void find() {
    PaletteSearch now = search;
    if (now == null) {
      return;
    }
    String text = typed.get();
    searching.run(
        () -> now.find(text, SHOWN),
        hits -> {
          found.setAll(hits);
          searched.set(true);
          empty.set(hits.isEmpty() ? Texts.get("palette.empty", text) : "");
        },
        this::fail);
  }

  private void fail(Problem problem) {
    empty.set(problem.what());
  }

  /** Closes the palette and does it; one that cannot run says why and the palette stays. */
  public void run(PaletteEntry entry) {
    if (!entry.enabled()) {
      screen.notices().refuse(entry.whyNot());
      return;
    }
    List<String> lately = new ArrayList<>(recent);
    lately.remove(entry.id());
    lately.addFirst(entry.id());
    recent.setAll(lately.subList(0, Math.min(REMEMBERED, lately.size())));
    open.set(false);
    entry.run().run();
  }

  /** Hands the thing's ID to the clipboard; parts of the console have none to copy. */
  public void copy(PaletteEntry entry, Consumer<String> clipboard) {
    if (entry.kind().thing()) {
      clipboard.accept(entry.id());
      screen.notices().say(Texts.get("palette.done.copied", entry.id()));
    } else {
      screen.notices().refuse(Texts.get("palette.why-not.copy"));
    }
  }

  /** Whether it is open. */
  public BooleanProperty openProperty() {
    return open;
  }

  /** What was typed. */
  public StringProperty typedProperty() {
    return typed;
  }

  /** What was found, best first. */
  public ObservableList<PaletteEntry> found() {
    return found;
  }

  /** Whether {@link #found} answers a question at all. */
  public ReadOnlyBooleanProperty searchedProperty() {
    return searched.getReadOnlyProperty();
  }

  /** What stands in place of rows, empty while there are some. */
  public ReadOnlyStringProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }
}
