package dev.reeve.console.fx;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** Draws a {@link Badge}: icon, word, hue and form, its countdown ticking. Screen thread. */
public final class BadgeLabel extends Label {
  private final @Nullable Ticker ticker;
  private final ChangeListener<Instant> onTick = (observable, was, now) -> words();
  private final Map<Icon, Node> icons = new EnumMap<>(Icon.class);
  private @Nullable Badge badge;

  public BadgeLabel(Ticker ticker) {
    this.ticker = ticker;
    getStyleClass().add("badge");
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
  }

  /** For badges that count nothing down. */
  BadgeLabel() {
    this.ticker = null;
    getStyleClass().add("badge");
  }

  /** Shows the badge, or nothing. */
  public void show(@Nullable Badge next) {
    Badge before = badge;
    badge = next;
    setVisible(next != null);
    setManaged(next != null);
    if (next == null) {
      return;
    }
    if (before == null || before.icon() != next.icon()) {
      setGraphic(icons.computeIfAbsent(next.icon(), icon -> Icons.of(icon, 13)));
    }
    if (before == null || before.hue() != next.hue() || before.form() != next.form()) {
      getStyleClass().setAll("label", "badge", next.hue().styleClass(), next.form().styleClass());
    }
    words();
  }

  private void words() {
    if (badge != null) {
      setText(ticker == null ? badge.word() : badge.text(ticker.now()));
    }
  }
}
