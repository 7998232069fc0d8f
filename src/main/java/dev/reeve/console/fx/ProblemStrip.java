package dev.reeve.console.fx;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A strip above the last good data: what did not happen and why, what is safe now, what to do, and
 * buttons that do it. Screen thread.
 */
public final class ProblemStrip extends HBox {
  private static final PseudoClass TROUBLED = PseudoClass.getPseudoClass("troubled");

  /** From this size of letters on, in px, a button that is always there may have fewer words. */
  private static final double LARGE = Appearance.LARGE * ColumnWidths.NORMAL.getSize();

  /** In px; else buttons that are a little wider than reckoned would go to and fro. */
  private static final double SURE = 2;

  private final Label what = new Label();
  private final Label rest = new Label();
  private final Button retry = new Button(Texts.get("console.problem.retry"));
  private final Button copy = new Button(Texts.get("console.problem.copy"));
  private final Button close = new Button(Texts.get("console.problem.close"));
  private final VBox words = new VBox(what, rest);
  private boolean brief;
  private String whole = "";
  private ObservableBooleanValue unread = new SimpleBooleanProperty();

  public ProblemStrip() {
    getStyleClass().add("problem-strip");
    setAlignment(Pos.CENTER_LEFT);
    setMinHeight(USE_PREF_SIZE); // other parts of the pane give way
    what.getStyleClass().add("problem-what");
    what.setWrapText(true);
    what.widthProperty().subscribe(this::breakWords);
    what.fontProperty().subscribe(this::breakWords);
    what.fontProperty().subscribe(this::fitButtons);
    words.widthProperty().subscribe(this::fitButtons);
    rest.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    for (Button button : new Button[] {retry, copy, close}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    copy.setAccessibleText(copy.getText());
    close.setAccessibleText(close.getText());
    getChildren().setAll(Icons.of(Icon.OCTAGON), words, retry, copy, close);
    setVisible(false);
    setManaged(false);
  }

  /**
   * Shows the problem of a list while there is one.
   *
   * @param again reads anew: what Retry does, unless the problem says what was not done
   */
  public void bind(LiveList<?, ?> list, Runnable again) {
    bind(list.problemProperty(), list.screen().ticker(), list.reading().unread(), again);
  }

  /**
   * Shows a problem while there is one.
   *
   * @param notRead whether the last reading failed, so that to read again is what brings the pane
   *     on; the problem may also be of something else that was wanted
   * @param again reads anew: what Retry does, unless the problem says what was not done
   */
  public void bind(
      ObjectProperty<@Nullable Problem> problem,
      Ticker ticker,
      ObservableBooleanValue notRead,
      Runnable again) {
    bind(problem, ticker);
    unread = notRead;
    retry.setOnAction(event -> retry(problem, notRead.get(), again));
    retry.setVisible(true);
    retry.setManaged(true);
    WhileShown.listen(this, this::followPane);
  }

  /** What was not done is done again; what was not read stays told of until it is read. */
  private static void retry(
      ObjectProperty<@Nullable Problem> problem, boolean notRead, Runnable read) {
    Problem shown = problem.get();
    Runnable act = shown == null ? null : shown.again();
    if (act != null || !notRead) {
      problem.set(null);
    }
    if (act == null || notRead) {
      read.run();
    }
    if (act != null) {
      act.run();
    }
  }

  /** Tabs come and go around it, and what holds then is told to the pane. */
  private Subscription followPane() {
    Subscription all =
        unread.subscribe(this::tellPane).and(visibleProperty().subscribe(this::tellPane));
    for (Parent each = getParent(); each != null; each = each.getParent()) {
      all = all.and(each.visibleProperty().subscribe(this::tellPane));
    }
    tellPane();
    return all;
  }

  /** Shows a problem that cannot be retried from here. */
  public void bind(ObjectProperty<@Nullable Problem> problem, Ticker ticker) {
    retry.setVisible(false);
    retry.setManaged(false);
    problem.addListener((observable, was, is) -> show(is));
    close.setOnAction(event -> problem.set(null));
    copy.setOnAction(
        event -> {
          Problem shown = problem.get();
          if (shown != null) {
            Copying.text(shown.details(ticker.now()));
          }
        });
    show(problem.get());
  }

  /**
   * While any strip on show wants to read again, the pane's own primary button steps back. A pane
   * may hold several strips, each in its tab.
   */
  private void tellPane() {
    Primary.mark(retry, unread.get());
    for (Parent each = getParent(); each != null; each = each.getParent()) {
      if (each.getStyleClass().contains("pane")) {
        boolean troubled =
            each.lookupAll(".problem-strip").stream()
                .anyMatch(node -> node instanceof ProblemStrip strip && strip.troubles());
        each.pseudoClassStateChanged(TROUBLED, troubled);
      }
    }
  }

  private boolean troubles() {
    boolean shown = unread.get();
    for (Node each = this; shown && each != null; each = each.getParent()) {
      shown = each.isVisible();
    }
    return shown;
  }

  /** With large text words on a button cost no line of the problem: rows stay in sight below. */
  private void fitButtons() {
    String all = Texts.get("console.problem.copy");
    String few = Texts.get("console.problem.copy-short");
    Font font = what.getFont();
    double more = Fitting.width(all, font) - Fitting.width(few, font);
    double room = words.getWidth();
    double besideAll = brief ? room - more - SURE : room;
    double besideFew = brief ? room : room + more - SURE;
    brief = font.getSize() >= LARGE && room > 0 && lines(besideAll) > lines(besideFew);
    copy.setText(brief ? few : all);
  }

  /** Height of what is said, in px, where it has so much room. */
  private double lines(double room) {
    return height(Fitting.broken(whole, what.getFont(), room), what.getFont(), room)
        + height(rest.getText(), rest.getFont(), room);
  }

  private static double height(String text, Font font, double room) {
    Text drawn = new Text(text);
    drawn.setFont(font);
    drawn.setWrappingWidth(Math.max(1, room));
    return drawn.getLayoutBounds().getHeight();
  }

  private void breakWords() {
    what.setText(Fitting.broken(whole, what.getFont(), what.getWidth()));
  }

  private void show(@Nullable Problem problem) {
    setVisible(problem != null);
    setManaged(problem != null);
    if (problem != null) {
      whole = problem.what();
      breakWords();
      what.setAccessibleText(problem.what());
      rest.setText((problem.safe() + " " + problem.remedy()).strip());
      rest.setManaged(!rest.getText().isEmpty());
      rest.setVisible(!rest.getText().isEmpty());
      copy.setTooltip(new Tooltip(copy.getAccessibleText() + " (" + problem.code() + ")"));
      close.setTooltip(new Tooltip(close.getAccessibleText()));
      fitButtons();
    }
  }
}
